-- order: day
select day, works, workday_no from clean.day
