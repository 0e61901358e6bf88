-- vi:   Ý kiến còn tồn đến ngày chốt số liệu
-- en:   Opinions still open at the cut-off
-- num_vi: ý kiến đang hoặc chưa giải quyết, và ý kiến không ghi kết quả mà cũng chưa được trả lời
-- num_en: opinions in progress or not resolved, and those without outcome or reply
-- unit: count
-- better: down
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) as value
from model.opinion
where channel = 'doi_thoai' and (outcome in ('in_progress', 'not_resolved') or (outcome = 'unknown' and not answered_at_session and replied_on is null and not replied_in_month))
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
