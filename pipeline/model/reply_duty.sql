-- kind: view
-- The duty to answer an opinion in writing. Two clocks: the rule's starts at the notice (Quy chế 07-QC/TU, Hòa Bình: 30 days after it);
-- the citizen's starts at the session (10 + 30 = 40 days) and cannot be moved by a late notice. A date the chair set takes the
-- rule's place. Without a notice the rule's clock does not run: no_clock, listed, never dropped.
with notice_rule as (
    select session_id, regulation_id, min(value) as notice_days from model.bound_rule where kind = 'notice' and anchor = 'session'
    group by session_id, regulation_id
),
ruled as (
    select o.opinion_id, o.session_id, o.unit_id, o.answered_at_session, o.replied_on, o.replied_in_month, o.due_on as chair_due_on,
        o.complex_notice_on, case when o.outcome = 'forwarded' then coalesce(o.forwarded_on, o.outcome_on) else o.forwarded_on end as forwarded_on,
        b.regulation_id, b.rule_id, b.held_on, b.held_on_precision, b.value, b.exempt_statuses,
        case b.anchor when 'session' then b.held_on when 'notice' then b.notice_on end as anchor_on,
        b.anchor = 'notice' and b.notice_undated as anchor_undated,
        case when b.anchor = 'notice' then n.notice_days + b.value when b.anchor = 'session' then b.value end as citizen_days
    from model.opinion o
    join model.bound_rule b on b.session_id = o.session_id and b.kind = 'reply'
    left join notice_rule n on n.session_id = b.session_id and n.regulation_id = b.regulation_id
    union all
    select o.opinion_id, o.session_id, o.unit_id, o.answered_at_session, o.replied_on, o.replied_in_month, o.due_on, o.complex_notice_on, o.forwarded_on,
        null, null, s.held_on, s.held_on_precision, null, 'answered_at_session|complex_notice|forwarded', null, false, null
    from model.opinion o
    join model.session s on s.session_id = o.session_id
    where o.due_on is not null
      and not exists (select 1 from model.bound_rule b where b.session_id = o.session_id and b.kind = 'reply')
),
clocked as (
    select *,
        coalesce(chair_due_on, cast(anchor_on + to_days(cast(value as integer)) as date)) as due_on,
        case when held_on_precision = 'day' then cast(held_on + to_days(cast(citizen_days as integer)) as date) end as citizen_due_on,
        answered_at_session and position('answered_at_session' in exempt_statuses) > 0 as clarified,
        case when position('complex_notice' in exempt_statuses) > 0 then complex_notice_on end as complex_on,
        case when position('forwarded' in exempt_statuses) > 0 then forwarded_on end as passed_on
    from ruled
),
released as (
    -- declared complex, or passed on, before any reply and in time: out of the duty from that day
    select *, least(coalesce(complex_on, passed_on), coalesce(passed_on, complex_on)) as released_on from clocked
)
select 'reply' as kind, c.regulation_id, c.rule_id, c.session_id, c.opinion_id, c.unit_id,
    coalesce(c.anchor_on, case when c.chair_due_on is not null then c.held_on end) as clock_start_on, c.due_on,
    case when c.chair_due_on is not null then 'chair' else 'rule' end as due_source, c.replied_on as met_on,
    case
        when c.clarified or (c.released_on < coalesce(c.replied_on, date '9999-12-31') and (c.due_on is null or c.due_on > r.as_of or c.released_on <= c.due_on)) then 'exempt'
        when c.replied_in_month or (c.anchor_undated and c.chair_due_on is null) then 'unknown'
        when c.due_on is null then case when c.replied_on is not null then 'met' else 'no_clock' end
        when c.replied_on <= c.due_on then 'met'
        when c.replied_on > c.due_on then 'missed_done'
        when c.due_on < r.as_of then 'missed_open'
        else 'not_due'
    end as status,
    c.citizen_due_on,
    case
        when c.clarified or (c.released_on < coalesce(c.replied_on, date '9999-12-31') and (c.citizen_due_on is null or c.citizen_due_on > r.as_of or c.released_on <= c.citizen_due_on)) then 'exempt'
        when c.replied_in_month then 'unknown'
        when c.citizen_due_on is null then 'no_clock'
        when c.replied_on <= c.citizen_due_on then 'met'
        when c.replied_on > c.citizen_due_on then 'missed_done'
        when c.citizen_due_on < r.as_of then 'missed_open'
        else 'not_due'
    end as citizen_status
from released c cross join model.run r
