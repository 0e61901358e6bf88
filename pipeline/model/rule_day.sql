-- order: rule_id, start_on
-- For each rule of days and each day 0 that a record can have: the day the duty is due. Day 0 does not count (Bộ luật Dân sự 2015 Điều 147) and
-- the due day itself is in time. A rule that rolls moves an end that is not worked to the next working day (Điều 148), but never
-- one counted back: that would shorten the "ít nhất N ngày trước" it protects. gap: working days were counted through a year
-- that the holiday table does not have.
with span as (
    -- a session, its notice, and the last lawful day of the notice, from which the citizen's clock counts on
    select min(least(held_on, notice_from)) as first_on, cast(max(greatest(held_on, notice_from)) + interval 2 year as date) as last_on from model.session_event
),
rule as (
    select rule_id, day_type = 'working' as working, roll_weekend,
        case when coalesce(direction, case when kind = 'announce' then 'before' else 'after' end) = 'before' then -value else value end as days
    from model.regulation_rule where kind in ('announce', 'notice', 'reply', 'publish')
),
target as (
    -- the running number of the working day that ends the count; counted back from a day not worked, the first worked day is number one
    select r.rule_id, r.working or r.roll_weekend as by_calendar, r.roll_weekend and r.days >= 0 as rolls,
        d.day as start_on, d.holidays_known, d.unknown_no,
        cast(d.day + to_days(cast(case when r.working then 0 else r.days end as integer)) as date) as calendar_end,
        case when r.working and r.days <> 0 then d.workday_no + r.days + case when r.days < 0 and not d.works then 1 else 0 end end as workday_end
    from rule r cross join model.day d join span on d.day between span.first_on and span.last_on
),
counted as (
    select t.*, case when t.workday_end is null then t.calendar_end else w.day end as end_on
    from target t left join (select day, workday_no from model.day where works) w on w.workday_no = t.workday_end
),
rolled as (
    select c.*, case when c.rolls then e.next_workday else c.end_on end as due_on
    from counted c left join model.day e on e.day = c.end_on
)
select r.rule_id, r.start_on, r.due_on,
    r.by_calendar and not (r.holidays_known and e.holidays_known and r.unknown_no = e.unknown_no) as gap
from rolled r join model.day e on e.day = r.due_on
