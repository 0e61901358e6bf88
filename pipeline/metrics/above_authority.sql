-- vi:   Tỷ lệ ý kiến thuộc thẩm quyền cấp trên
-- en:   Opinions for a higher level to decide
-- num_vi: ý kiến ghi là thuộc thẩm quyền cấp trên hoặc Trung ương
-- num_en: opinions recorded as for a higher level or the central government
-- den_vi: ý kiến có ghi thẩm quyền giải quyết
-- den_en: opinions that record who has the authority
-- unit: percent
-- better: none
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where authority in ('higher', 'central')) as num, count(*) as den
from model.opinion where channel = 'doi_thoai' and authority is not null
group by session_id, unit_id, month, level, session_kind, origin
