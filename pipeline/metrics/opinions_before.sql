-- vi:   Ý kiến tổng hợp trước hội nghị
-- en:   Opinions gathered before the session
-- num_vi: ý kiến được tổng hợp trước hội nghị (ý kiến không ghi thời điểm thu nhận không tính)
-- num_en: opinions gathered before the session (opinions that do not say when they came are left out)
-- unit: count
-- better: none
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) as value
from model.opinion where channel = 'doi_thoai' and collected = 'before'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
