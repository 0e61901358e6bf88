-- vi:   Ý kiến quá hạn chưa trả lời
-- en:   Replies overdue and not sent
-- num_vi: ý kiến phải trả lời, đã quá hạn vào ngày chốt số liệu mà chưa có văn bản trả lời
-- num_en: opinions owed a reply that was due before the cut-off and has not been sent
-- unit: count
-- better: down
-- rule: qc-07-tu-reply
-- version: 1
-- fact: session
-- By the agency in charge, with how long they have been overdue: metrics.overdue.
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin, count(*) as value
from model.obligation
where kind = 'reply' and channel = 'doi_thoai' and status = 'missed_open'
group by session_id, unit_id, month, level, session_kind, origin
