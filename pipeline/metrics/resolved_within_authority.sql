-- vi:   Tỷ lệ giải quyết xong trên số thuộc thẩm quyền
-- en:   Resolved among those within its own authority
-- num_vi: ý kiến thuộc thẩm quyền của cấp tổ chức đã giải quyết xong
-- num_en: opinions within the host level's own authority that are resolved
-- den_vi: ý kiến được ghi là thuộc thẩm quyền của cấp tổ chức
-- den_en: opinions recorded as within the host level's own authority
-- unit: percent
-- better: up
-- rule: 
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where outcome = 'resolved') as num, count(*) as den
from model.opinion where channel = 'doi_thoai' and authority = 'own'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
