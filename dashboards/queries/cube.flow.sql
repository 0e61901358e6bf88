-- Opinions in and out by month, for the stock that is open at each month's end; finished as metrics.carried_over has it: in by the month
-- of the session, out by the month of the day an opinion was finished. Those finished on an unknown day are in neither, counted apart.
with finished as (
    select o.origin, o.level, coalesce(o.session_kind, '') as session_kind, o.session_on,
        case when o.outcome in ('in_progress', 'not_resolved') then null
             when o.answered_at_session and o.outcome = 'unknown' then o.session_on
             when o.outcome = 'unknown' then o.replied_on
             else coalesce(o.outcome_on, o.resolved_on, o.forwarded_on, o.replied_on, case when o.answered_at_session then o.session_on end) end as finished_on,
        case when o.outcome in ('in_progress', 'not_resolved') then false
             when o.outcome = 'unknown' then o.replied_in_month and not o.answered_at_session
             else coalesce(o.outcome_on, o.resolved_on, o.forwarded_on, o.replied_on) is null and not o.answered_at_session end as undated
    from model.opinion o join model.unit u on u.unit_id = o.unit_id
    where o.channel = 'doi_thoai' and u.level <> 'other'
)
select origin, level, session_kind, cast(date_trunc('month', session_on) as date) as month,
    count(*) filter (where not undated) as came, cast(0 as bigint) as went, count(*) filter (where undated) as undated
from finished group by 1, 2, 3, 4
union all
select origin, level, session_kind, cast(date_trunc('month', greatest(finished_on, session_on)) as date), 0, count(*), 0
from finished where not undated and finished_on is not null group by 1, 2, 3, 4
