-- Every day of the years the product speaks of, with the running number of working days up to and including it.
-- Working days: Monday to Friday, less public holidays, plus days worked to make up (reference/holiday.csv).
with span as (select unnest(generate_series(date '2000-01-01', date '2049-12-31', interval 1 day)) as moment),
day as (
    select cast(moment as date) as day, isodow(moment) as weekday from span
),
marked as (
    select d.day,
        case when m.kind = 'makeup_work' then true when m.kind = 'holiday' then false else d.weekday <= 5 end as works
    from day d left join (
        select cast(date as date) as day, max(kind) as kind from raw.holiday group by date
    ) m on m.day = d.day
)
select day, works, cast(sum(case when works then 1 else 0 end) over (order by day rows unbounded preceding) as integer) as workday_no
from marked
