-- order: origin, province_id, level, year, assigned_to nulls first, province63_id
-- Replies overdue and not sent at the cut-off, by the agency they were assigned to, and for how many days past their due date.
-- assigned_to is as the register has it; null where it names nobody.
select d.origin, u.province_id, u.province63_id, u.province34_id, d.level, cast(extract(year from d.month) as integer) as year, d.assigned_to,
    count(*) as overdue,
    count(*) filter (where date_diff('day', d.due_on, r.as_of) <= 30) as to_30_days,
    count(*) filter (where date_diff('day', d.due_on, r.as_of) between 31 and 90) as to_90_days,
    count(*) filter (where date_diff('day', d.due_on, r.as_of) > 90) as over_90_days,
    cast(max(date_diff('day', d.due_on, r.as_of)) as integer) as oldest_days
from model.obligation d
join model.unit u on u.unit_id = d.unit_id
cross join model.run r
where d.kind = 'reply' and d.channel = 'doi_thoai' and d.status = 'missed_open' and u.level <> 'other'
group by d.origin, u.province_id, u.province63_id, u.province34_id, d.level, cast(extract(year from d.month) as integer), d.assigned_to
