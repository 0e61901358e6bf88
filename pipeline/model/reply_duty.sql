-- kind: view
-- The duty to answer an opinion in writing, by two clocks: the rule's starts at the notice (Quy chế 07-QC/TU, Hòa Bình: 30 days after
-- it), the citizen's at the session. A date the chair set takes the place of the rule's clock, not of the citizen's, and makes the
-- duty where no rule asks for a reply (then there is no citizen's clock). Without a notice the rule's clock does not run: no_clock.
--
-- A point made clear at the session is out of the duty. A complex matter announced in writing, one passed to the competent level and
-- one out of scope are out from that day on, if it came in time and before any reply: neither declaring an overdue item complex nor
-- doing so after the answer changes what happened. Where the day of it is not known and would decide, the status is unknown.
with ruled as (
    select s.session_id, c.regulation_id, c.rule_id, c.anchor, c.clock_start_on, c.due_from, c.due_on, c.gap,
        c.citizen_due_from, c.citizen_due_on, c.citizen_gap,
        case when c.rule_id is null then '|answered_at_session|complex_notice|forwarded|' else coalesce('|' || c.exempt_statuses || '|', '') end as exempts
    from model.session s left join model.clock c on c.session_id = s.session_id and c.kind = 'reply'
),
owed as (
    select o.opinion_id, o.session_id, o.unit_id, o.topic_l1, o.assigned_to, o.as_of, o.replied, o.replied_on,
        c.regulation_id, c.rule_id,
        case when o.chair_due_from is not null then 'chair' when c.anchor = 'chair' then 'chair' else 'rule' end as due_source,
        case when o.chair_due_from is null and (c.anchor <> 'receipt' or o.raised_at_session) then c.clock_start_on end as clock_start_on,
        case when o.chair_due_from is not null then o.chair_due_from when c.anchor <> 'receipt' or o.raised_at_session then c.due_from end as due_from,
        case when o.chair_due_from is not null then o.chair_due_on when c.anchor <> 'receipt' or o.raised_at_session then c.due_on end as due_on,
        case when o.chair_due_from is null and (c.anchor <> 'receipt' or o.raised_at_session) then c.gap else false end as gap,
        case when c.anchor <> 'receipt' or o.raised_at_session then c.citizen_due_from end as citizen_due_from,
        case when c.anchor <> 'receipt' or o.raised_at_session then c.citizen_due_on end as citizen_due_on,
        case when c.anchor <> 'receipt' or o.raised_at_session then c.citizen_gap else false end as citizen_gap,
        o.answered_at_session and c.exempts like '%|answered_at_session|%' as clarified,
        case when c.exempts like '%|complex_notice|%' and coalesce(o.complex_on < o.replied_on, true) then o.complex_on end as complex_on,
        case when c.exempts like '%|forwarded|%' and coalesce(o.forwarded_on < o.replied_on, true) then o.forwarded_on end as forwarded_on,
        case when c.exempts like '%|out_of_scope|%' and coalesce(o.scope_on < o.replied_on, true) then o.scope_on end as scope_on,
        case when c.exempts like '%|complex_notice|%' then o.complex_vague end as complex_vague,
        case when c.exempts like '%|forwarded|%' then o.forwarded_vague end as forwarded_vague,
        case when c.exempts like '%|out_of_scope|%' then o.scope_vague end as scope_vague
    from model.opinion_event o
    join ruled c on c.session_id = o.session_id
    where c.rule_id is not null or o.chair_due_from is not null
),
released as (
    select *,
        coalesce(due_from > as_of, true) as ahead, coalesce(citizen_due_from > as_of, true) as citizen_ahead,
        -- the last day on which leaving the duty was in time; what is after the cut-off is not here
        case when coalesce(due_from > as_of, true) then as_of else due_on end as last_day,
        case when coalesce(citizen_due_from > as_of, true) then as_of else citizen_due_on end as citizen_last_day,
        least(coalesce(complex_on, date '9999-12-31'), coalesce(forwarded_on, date '9999-12-31'), coalesce(scope_on, date '9999-12-31')) as out_on,
        least(coalesce(complex_vague, date '9999-12-31'), coalesce(forwarded_vague, date '9999-12-31'), coalesce(scope_vague, date '9999-12-31')) as vague_out
    from owed
),
judged as (
    select *,
        case
            when clarified then 'exempt'
            when out_on <= last_day or (ahead and replied_on is null and vague_out < date '9999-12-31') then 'exempt'
            when not ahead and vague_out <= due_on and coalesce(replied_on > due_on, true) then 'unknown'
            when due_from is null then case when replied then 'met' else 'no_clock' end
            when ahead then case when replied then 'met' else 'not_due' end
            when due_on is null or (replied and replied_on is null) then 'unknown'
            when not replied then 'missed_open'
            when replied_on > due_on then 'missed_done'
            else 'met'
        end as status,
        case
            when rule_id is null then null
            when clarified then 'exempt'
            when out_on <= citizen_last_day or (citizen_ahead and replied_on is null and vague_out < date '9999-12-31') then 'exempt'
            when not citizen_ahead and vague_out <= citizen_due_on and coalesce(replied_on > citizen_due_on, true) then 'unknown'
            when citizen_due_from is null then case when replied then 'met' else 'no_clock' end
            when citizen_ahead then case when replied then 'met' else 'not_due' end
            when citizen_due_on is null or (replied and replied_on is null) then 'unknown'
            when not replied then 'missed_open'
            when replied_on > citizen_due_on then 'missed_done'
            else 'met'
        end as citizen_status
    from released
)
select 'reply' as kind, regulation_id, rule_id, session_id, opinion_id, unit_id, assigned_to, clock_start_on, due_on, due_source, replied_on as met_on, status,
    case
        when status <> 'exempt' then null
        when clarified then 'answered_at_session'
        when complex_on <= last_day or (ahead and replied_on is null and complex_vague is not null) then 'complex_notice'
        when forwarded_on <= last_day or (ahead and replied_on is null and forwarded_vague is not null) then 'forwarded'
        else 'out_of_scope'
    end as exempt_by,
    gap as calendar_gap, case when rule_id is not null then citizen_due_on end as citizen_due_on, citizen_status, topic_l1
from judged
