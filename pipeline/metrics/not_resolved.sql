-- vi:   Tỷ lệ chưa giải quyết
-- en:   Not resolved
-- num_vi: ý kiến được ghi là chưa giải quyết vào ngày chốt số liệu
-- num_en: opinions recorded as not resolved at the cut-off
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: down
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where outcome = 'not_resolved') as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
