-- kind: view
-- Accepted opinions. An opinion whose session was never registered makes one out of its own unit and date.
with rejected as (select distinct file_sha, sheet, row_no from clean.opinion_issue where severity = 'reject')
select
    substr(o.file_sha, 1, 12) || ':' || o.sheet || ':' || cast(o.row_no as varchar) as opinion_id,
    o.key_no, o.session_id, o.known_session_id is null as session_from_opinion,
    o.file_sha, o.sheet, o.row_no, o.origin, o.session_code, o.unit_id, o.held_on, o.held_on_precision, o.opinion_no, o.counting_unit, o.collected, o.topic, o.topic_text,
    o.authority, o.assigned_to, o.answered_at_session, o.due_on, o.due_last,
    case when o.replied_on_precision = 'day' then o.replied_on end as replied_on, o.replied_on as replied_from, o.replied_last,
    o.replied_on is not null and o.replied_on_precision <> 'day' as replied_in_month,
    o.reply_kind, o.resolved_on, o.outcome, o.outcome_text, o.outcome_on, o.outcome_last, o.complex_notice_on, o.complex_last,
    o.forwarded_on, o.forwarded_last, o.repeat_of
from clean.opinion_reading o
left join rejected x on x.file_sha = o.file_sha and x.sheet = o.sheet and x.row_no = o.row_no
where x.row_no is null
