-- kind: view
-- Whom a minimum number of sessions (số cuộc tối thiểu) binds, and in which periods (kỳ). Listed are the units that sent records and
-- the places beside them in the same province: one that sent nothing is "không có số liệu", never zero. A unit counts as reporting
-- from its first year with a record to its last; before and after, its silence says nothing.
with data as (
    select origin, channel, min(extract(year from held_on)) as first_year from model.session_event group by origin, channel
),
reporter as (
    select origin, channel, unit_id, min(extract(year from held_on)) as first_year, max(extract(year from held_last)) as last_year
    from model.session_event group by origin, channel, unit_id
),
reporting_province as (
    select distinct r.origin, r.channel, u.province_id from reporter r join model.unit u on u.unit_id = r.unit_id
),
life as (
    select unit_id, case when count(valid_from) = count(*) then min(valid_from) end as valid_from,
        case when count(valid_to) = count(*) then max(valid_to) end as valid_to
    from model.unit_version group by unit_id
),
rule as (
    select r.rule_id, r.regulation_id, r.level, r.value, r.counts_kinds, g.channel, g.scope_unit_id, g.valid_from, g.valid_to,
        case r.per when 'year' then 12 when 'half_year' then 6 when 'quarter' then 3 when 'month' then 1 end as months
    from model.regulation_rule r join model.regulation g on g.regulation_id = r.regulation_id
    where r.kind = 'frequency'
),
bound as (
    select r.*, d.origin, d.first_year as data_year, u.unit_id, u.level as unit_level, l.valid_from as unit_from, l.valid_to as unit_to,
        q.first_year as report_from, q.last_year as report_to
    from rule r
    join data d on d.channel = r.channel
    join model.unit u on coalesce(r.level, 'all') in ('all', u.level)
    join life l on l.unit_id = u.unit_id
    left join model.unit_scope p on p.unit_id = u.unit_id and p.scope_unit_id = r.scope_unit_id
    left join reporter q on q.origin = d.origin and q.channel = d.channel and q.unit_id = u.unit_id
    left join reporting_province v on v.origin = d.origin and v.channel = d.channel and v.province_id = u.province_id and u.level <> 'other'
    where (r.scope_unit_id is null or p.unit_id is not null) and (q.unit_id is not null or v.province_id is not null)
      and coalesce(r.valid_from < l.valid_to, true) and coalesce(l.valid_from < r.valid_to, true)
),
period as (
    select b.*, n.as_of, d.day as period_start, cast(d.day + interval '1' month * b.months - interval '1' day as date) as period_end
    from bound b
    join model.day d on extract(day from d.day) = 1 and mod(extract(month from d.day) - 1, b.months) = 0 and extract(year from d.day) >= b.data_year
    cross join model.run n
    where d.day <= n.as_of
)
select origin, channel, unit_id, unit_level as level, regulation_id, rule_id, counts_kinds, period_start, period_end, as_of, value as required,
    -- the year a regulation was issued, the last months of a district: not judged
    coalesce(period_start < valid_from, false) or coalesce(period_end >= valid_to, false)
        or coalesce(period_start < unit_from, false) or coalesce(period_end >= unit_to, false) as partial,
    case when extract(year from period_start) between report_from and report_to then 'reported' else 'not_reported' end as reporting
from period
where coalesce(period_end >= valid_from, true) and coalesce(period_start < valid_to, true)
  and coalesce(period_end >= unit_from, true) and coalesce(period_start < unit_to, true)
