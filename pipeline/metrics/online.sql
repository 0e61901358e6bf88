-- vi:   Tỷ lệ cuộc trực tuyến hoặc kết hợp
-- en:   Online or hybrid sessions
-- num_vi: cuộc đối thoại trực tuyến hoặc trực tiếp kết hợp trực tuyến
-- num_en: sessions held online, or in person and online together
-- den_vi: cuộc đối thoại có ghi hình thức
-- den_en: sessions that record how they were held
-- unit: percent
-- better: none
-- version: 1
-- kind: view
select session_id, unit_id, month, level, kind as session_kind, cast(null as varchar) as topic_l1, origin,
    cast(case when mode in ('truc_tuyen', 'ket_hop') then 1 else 0 end as bigint) as num, cast(1 as bigint) as den
from model.session where channel = 'doi_thoai' and mode is not null
