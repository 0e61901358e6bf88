-- vi:   Tỷ lệ đã trả lời (mọi hình thức)
-- en:   Replied to, in any form
-- num_vi: ý kiến đã giải đáp tại hội nghị, đã có văn bản trả lời hoặc đã giải trình, cung cấp thông tin
-- num_en: opinions answered at the session, replied to in writing, or explained
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: up
-- rule: 
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where answered_at_session or replied_on is not null or replied_in_month or outcome = 'explained') as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
