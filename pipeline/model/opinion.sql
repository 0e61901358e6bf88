-- kind: late
-- order: -
-- Opinions (ý kiến, kiến nghị) as they stood at the cut-off. What happened later has not happened; an outcome whose own date is
-- after the cut-off falls back to what was known before it. No names, addresses, phones or ID numbers, and no text.
with seen as (
    select *,
        case when replied_on between session_on and as_of then replied_on end as reply_date,
        case when resolved_on between session_on and as_of then resolved_on end as resolved_date,
        case when forwarded_on between session_on and as_of then forwarded_on end as forwarded_date,
        case when complex_notice_on between session_on and as_of then complex_notice_on end as complex_date,
        -- the day the outcome that was sent came about
        case when outcome = 'resolved' then coalesce(resolved_on, outcome_on)
             when outcome = 'forwarded' then coalesce(forwarded_on, outcome_on)
             when outcome = 'explained' then coalesce(replied_on, outcome_on)
             else outcome_on end as sent_outcome_on
    from model.opinion_seen
)
select opinion_id, session_id, origin, unit_id, channel, level, month, session_kind, session_on, session_on_precision, opinion_no, counting_unit, collected,
    topic_l1, topic_l2, topic_text as topic_reported, topic_source, topic_confidence,
    authority, assigned_to, coalesce(answered_at_session, false) as answered_at_session,
    reply_date as replied_on, replied_in_month, reply_kind, resolved_date as resolved_on,
    case
        when resolved_date is not null then cast('resolved' as clean.code)
        when sent_outcome_on > as_of or (outcome = 'resolved' and resolved_on > as_of) then
            case when forwarded_date is not null then cast('forwarded' as clean.code) else cast('in_progress' as clean.code) end
        when outcome is not null then outcome
        when forwarded_date is not null then cast('forwarded' as clean.code)
        else cast('unknown' as clean.code)
    end as outcome,
    case when sent_outcome_on <= as_of then sent_outcome_on end as outcome_on,
    case when withdrawn and sent_outcome_on <= as_of then sent_outcome_on end as withdrawn_on,
    case when outcome = 'not_resolved' and resolved_date is null and (sent_outcome_on is null or sent_outcome_on <= as_of) then not_resolved_reason end as not_resolved_reason,
    case when resolved_date is not null or outcome = 'resolved' and resolved_on is null and (sent_outcome_on is null or sent_outcome_on <= as_of) then front_confirmed end as front_confirmed,
    due_on, case when due_on is not null then cast('chair' as clean.code) end as due_source,
    complex_date as complex_notice_on, forwarded_date as forwarded_on, repeat_of, cast(null as varchar) as source_id, file_sha,
    sheet || '!' || cast(row_no as varchar) as row_ref
from seen
