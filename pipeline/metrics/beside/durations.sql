-- order: origin, province_id, level, year, days nulls first, province63_id
-- Days from the session to the written reply, for Kaplan-Meier: answered (made clear at the session is day 0), forwarded or withdrawn before any
-- reply, or still open at the cut-off. days is null where something ended on an unknown day: counted in undated, in no curve.
with dated as (
    select o.origin, o.unit_id, o.level, cast(extract(year from o.month) as integer) as year, o.session_on, r.as_of,
        s.held_on_precision = 'day' as exact,
        case when o.answered_at_session then o.session_on else o.replied_on end as reply_on,
        coalesce(o.forwarded_on, case when o.outcome = 'forwarded' then o.outcome_on end) as passed_on, o.withdrawn_on,
        not o.answered_at_session and o.replied_on is null
            and (o.replied_in_month or o.outcome in ('resolved', 'explained') or (o.outcome = 'out_of_scope' and o.withdrawn_on is null) or (o.outcome = 'forwarded' and o.forwarded_on is null and o.outcome_on is null)) as undated
    from model.opinion o
    join model.session s on s.session_id = o.session_id
    cross join model.run r
    where o.channel = 'doi_thoai'
),
first_end as (select *, nullif(least(coalesce(reply_on, date '9999-12-31'), coalesce(passed_on, date '9999-12-31'), coalesce(withdrawn_on, date '9999-12-31')), date '9999-12-31') as ended_on from dated),
ended as (
    select origin, unit_id, level, year,
        case when undated or not exact then null
             when ended_on is not null then cast(date_diff('day', session_on, ended_on) as integer)
             else cast(date_diff('day', session_on, as_of) as integer) end as days,
        case when undated or not exact then 'undated'
             when reply_on = ended_on then 'answered'
             when passed_on = ended_on then 'forwarded'
             when withdrawn_on = ended_on then 'withdrawn'
             else 'open' end as ending
    from first_end
)
select e.origin, u.province_id, u.province63_id, u.province34_id, e.level, e.year, e.days,
    count(*) filter (where ending = 'answered') as answered, count(*) filter (where ending = 'forwarded') as forwarded,
    count(*) filter (where ending = 'withdrawn') as withdrawn,
    count(*) filter (where ending = 'open') as still_open, count(*) filter (where ending = 'undated') as undated
from ended e
join model.unit u on u.unit_id = e.unit_id
where u.level <> 'other'
group by e.origin, u.province_id, u.province63_id, u.province34_id, e.level, e.year, e.days
