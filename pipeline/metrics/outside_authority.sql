-- vi:   Tỷ lệ ý kiến ngoài thẩm quyền các cấp chính quyền
-- en:   Opinions for others to decide
-- num_vi: ý kiến ghi là do cơ quan, tổ chức khác giải quyết
-- num_en: opinions recorded as for another body to decide
-- den_vi: ý kiến có ghi thẩm quyền giải quyết
-- den_en: opinions that record who has the authority
-- unit: percent
-- better: none
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where authority in ('outside')) as num, count(*) as den
from model.opinion where channel = 'doi_thoai' and authority is not null
group by session_id, unit_id, month, level, session_kind, origin
