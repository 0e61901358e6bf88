-- vi:   Số ý kiến, kiến nghị
-- en:   Opinions
-- num_vi: ý kiến có hồ sơ của các cuộc đối thoại, kể cả tổng hợp trước, nêu tại và gửi sau hội nghị
-- num_en: recorded opinions of dialogue sessions: gathered before, raised at, or sent in after
-- unit: count
-- better: none
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin, count(*) as value
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
