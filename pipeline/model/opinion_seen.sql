-- kind: view
-- Opinions with their session and the cut-off: what is said of them, of their duties and of their topics is read from here.
-- Codes stay codes of a byte (clean.code): where there are millions of them a text costs ten times that.
with topic as (
    select cast(topic_id as clean.code) as topic, cast(coalesce(parent_id, topic_id) as clean.code) as topic_l1, case when parent_id is not null then cast(topic_id as clean.code) end as topic_l2
    from clean.topic
)
select substr(p.file_sha, 1, 12) || ':' || p.sheet || ':' || cast(o.row_no as varchar) as opinion_id,
    p.session_id, p.file_sha, p.sheet, o.row_no, p.origin, o.opinion_no, o.counting_unit, o.collected,
    o.topic, coalesce(t.topic_l1, cast('KH' as clean.code)) as topic_l1, t.topic_l2, o.topic_text,
    case when o.topic_reported then cast('reported' as clean.code) when o.topic is not null then cast('rule' as clean.code) end as topic_source, o.topic_confidence, o.filing_key,
    o.authority, o.assigned_to, o.answered_at_session, o.due_on, o.due_last, o.replied_on, o.replied_from, o.replied_last,
    o.replied_in_month, o.reply_kind, o.resolved_on, o.outcome, o.withdrawn, o.not_resolved_reason, o.front_confirmed, o.outcome_on, o.outcome_last,
    o.complex_notice_on, o.complex_last, o.forwarded_on, o.forwarded_last, o.repeat_of,
    p.channel, p.unit_id, p.level, p.month, p.session_kind, p.session_on, p.session_on_precision, p.as_of
from model.opinion_read o
join model.opinion_place p on p.key_no = o.key_no
left join topic t on t.topic = o.topic
