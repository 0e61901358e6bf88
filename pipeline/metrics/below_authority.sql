-- vi:   Tỷ lệ ý kiến thuộc thẩm quyền cấp dưới
-- en:   Opinions for a lower level to decide
-- num_vi: ý kiến ghi là thuộc thẩm quyền cấp dưới
-- num_en: opinions recorded as for a lower level
-- den_vi: ý kiến có ghi thẩm quyền giải quyết
-- den_en: opinions that record who has the authority
-- unit: percent
-- better: none
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where authority in ('lower')) as num, count(*) as den
from model.opinion where channel = 'doi_thoai' and authority is not null
group by session_id, unit_id, month, level, session_kind, origin
