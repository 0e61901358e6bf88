-- vi:   Tỷ lệ giải quyết xong
-- en:   Resolved
-- num_vi: ý kiến đã giải quyết xong đến ngày chốt số liệu (trả lời chưa phải là giải quyết xong)
-- num_en: opinions resolved by the cut-off date (a reply alone is not a resolution)
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: up
-- rule: 
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where outcome = 'resolved') as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
