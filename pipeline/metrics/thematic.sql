-- vi:   Tỷ lệ cuộc chuyên đề
-- en:   Thematic sessions
-- num_vi: cuộc đối thoại chuyên đề
-- num_en: thematic sessions
-- den_vi: cuộc đối thoại có ghi loại (định kỳ, đột xuất, chuyên đề)
-- den_en: sessions that record their kind (regular, ad hoc, thematic)
-- unit: percent
-- better: none
-- version: 1
-- kind: view
select session_id, unit_id, month, level, kind as session_kind, cast(null as varchar) as topic_l1, origin,
    cast(case when kind = 'chuyen_de' then 1 else 0 end as bigint) as num, cast(1 as bigint) as den
from model.session where channel = 'doi_thoai' and kind is not null
