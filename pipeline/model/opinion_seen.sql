-- kind: view
-- Opinions with their session and the cut-off: what is said of them, of their duties and of their topics is read from here.
select substr(p.file_sha, 1, 12) || ':' || p.sheet || ':' || cast(o.row_no as varchar) as opinion_id,
    p.session_id, p.file_sha, p.sheet, o.row_no, p.origin, o.opinion_no, cast(o.counting_unit as varchar) as counting_unit, cast(o.collected as varchar) as collected,
    cast(o.topic as varchar) as topic, o.topic_text,
    case when o.topic_reported then 'reported' when o.topic is not null then 'rule' end as topic_source, o.topic_confidence, o.filing_key,
    cast(o.authority as varchar) as authority, o.assigned_to, o.answered_at_session, o.due_on, o.due_last, o.replied_on, o.replied_from, o.replied_last,
    o.replied_in_month, cast(o.reply_kind as varchar) as reply_kind, o.resolved_on, cast(o.outcome as varchar) as outcome, o.withdrawn, cast(o.not_resolved_reason as varchar) as not_resolved_reason, o.front_confirmed, o.outcome_on, o.outcome_last,
    o.complex_notice_on, o.complex_last, o.forwarded_on, o.forwarded_last, o.repeat_of,
    p.channel, p.unit_id, p.level, p.month, p.session_kind, p.session_on, p.session_on_precision, p.as_of
from model.opinion_read o
join model.opinion_place p on p.key_no = o.key_no
