-- kind: view
-- Accepted opinions. An opinion whose session was never registered makes one out of its own unit and date.
with rejected as (select distinct opinion_id from clean.opinion_issue where severity = 'reject')
select
    o.opinion_id,
    coalesce(o.known_session_id, substr(md5(o.origin || '|' || o.unit_id || '|doi_thoai|'
        || coalesce('code:' || o.session_code, 'date:' || cast(o.held_on as varchar))), 1, 16)) as session_id,
    o.known_session_id is null as session_from_opinion,
    o.file_sha, o.sheet, o.row_no, o.origin, o.session_code, o.unit_id, o.held_on, o.held_on_precision, o.opinion_no, o.counting_unit, o.collected, o.topic, o.topic_text,
    o.authority, o.assigned_to, o.answered_at_session, o.due_on,
    case when o.replied_on_precision = 'day' then o.replied_on end as replied_on,
    o.replied_on is not null and o.replied_on_precision <> 'day' as replied_in_month,
    o.reply_kind, o.resolved_on, o.outcome, o.outcome_text, o.outcome_on, o.complex_notice_on, o.forwarded_on, o.repeat_of
from clean.opinion_reading o
left join rejected x on x.opinion_id = o.opinion_id
where x.opinion_id is null
