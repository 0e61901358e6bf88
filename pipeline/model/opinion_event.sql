-- kind: view
-- What happened to an opinion by the cut-off, as clocks read it. *_on is a day known for sure. *_vague says that it happened on a day
-- not known: the first day it can have been, or 0001-01-01 where that is not known either (no date, or one before the session,
-- which cannot be). Only a written reply does the duty: a date that a register calls a talk or a phone call is none.
with dated as (
    select o.opinion_id, o.session_id, o.unit_id, o.topic_l1, o.assigned_to,
        coalesce(o.answered_at_session, false) as answered_at_session, o.session_on as held_on, o.as_of,
        o.collected = 'at' as raised_at_session,
        o.due_on as chair_due_from, case when o.due_on = o.due_last then o.due_on end as chair_due_on,
        coalesce(o.reply_kind, 'written') in ('written', 'none') as in_writing, o.reply_kind = 'written' as said_written,
        o.replied_from as reply_from, o.replied_last as reply_last,
        o.complex_notice_on as complex_from, o.complex_last,
        -- passed on: on its own date, else on the day the outcome was noted, else on a day not known
        case when o.forwarded_on is not null or o.outcome = 'forwarded' then coalesce(o.forwarded_on, o.outcome_on, date '0001-01-01') end as forwarded_from,
        case when o.forwarded_on is not null then o.forwarded_last
             when o.outcome = 'forwarded' then coalesce(o.outcome_last, date '0001-01-01') end as forwarded_last,
        case when o.outcome = 'out_of_scope' then coalesce(o.outcome_on, date '0001-01-01') end as scope_from,
        case when o.outcome = 'out_of_scope' then coalesce(o.outcome_last, date '0001-01-01') end as scope_last
    from model.opinion_seen o
)
select opinion_id, session_id, unit_id, topic_l1, assigned_to, answered_at_session, raised_at_session, chair_due_from, chair_due_on, as_of,
    coalesce(in_writing and reply_from <= as_of, said_written and reply_from is null, false) as replied,
    case when in_writing and reply_from = reply_last and reply_from between held_on and as_of then reply_from end as replied_on,
    case when complex_from = complex_last and complex_from between held_on and as_of then complex_from end as complex_on,
    case when forwarded_from = forwarded_last and forwarded_from between held_on and as_of then forwarded_from end as forwarded_on,
    case when scope_from = scope_last and scope_from between held_on and as_of then scope_from end as scope_on,
    case when complex_from > as_of then null when complex_last < held_on then date '0001-01-01' when complex_from <> complex_last then complex_from end as complex_vague,
    case when forwarded_from > as_of then null when forwarded_last < held_on then date '0001-01-01' when forwarded_from <> forwarded_last then forwarded_from end as forwarded_vague,
    case when scope_from > as_of then null when scope_last < held_on then date '0001-01-01' when scope_from <> scope_last then scope_from end as scope_vague
from dated
