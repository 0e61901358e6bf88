-- vi:   Tỷ lệ đang giải quyết
-- en:   In progress
-- num_vi: ý kiến đang giải quyết, đang chỉ đạo vào ngày chốt số liệu
-- num_en: opinions being dealt with at the cut-off
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: none
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where outcome = 'in_progress') as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
