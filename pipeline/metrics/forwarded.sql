-- vi:   Tỷ lệ chuyển cấp trên, cơ quan khác
-- en:   Forwarded
-- num_vi: ý kiến đã chuyển cấp trên hoặc cơ quan có thẩm quyền
-- num_en: opinions passed on to a higher level or to the body in charge
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: none
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where outcome = 'forwarded') as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
