-- order: day
-- The calendar that due days are counted on. next_workday is the day itself when it is worked. holidays_known says whether the
-- holiday table has its year: working days counted through a year that nobody entered are silently short. unknown_no counts the
-- days of such years, so that two known days with the same number have none between them.
with marked as (
    select day, works, workday_no,
        max(case when not works and isodow(day) <= 5 then 1 else 0 end) over (partition by extract(year from day)) = 1 as holidays_known
    from clean.day
)
select day, works, workday_no, holidays_known,
    min(case when works then day end) over (order by day rows between current row and unbounded following) as next_workday,
    sum(case when holidays_known then 0 else 1 end) over (order by day rows unbounded preceding) as unknown_no
from marked
