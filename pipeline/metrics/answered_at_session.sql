-- vi:   Tỷ lệ giải đáp ngay tại hội nghị
-- en:   Answered at the session
-- num_vi: ý kiến được giải đáp, làm rõ ngay tại hội nghị
-- num_en: opinions answered or made clear at the session itself
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: none
-- rule: 
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where answered_at_session) as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
