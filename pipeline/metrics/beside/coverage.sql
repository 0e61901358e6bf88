-- order: origin, province_id, level, year, province63_id, province34_id
-- How many units that existed in a year have sent a record of at least one session held in it. A unit without one either held none or
-- sent nothing: registers cannot tell the two apart, so neither is ever counted as zero.
with span as (
    select origin, min(cast(extract(year from month) as integer)) as first_year, max(cast(extract(year from month) as integer)) as last_year
    from model.session where channel = 'doi_thoai' group by origin
),
year as (
    select s.origin, y.year
    from span s
    join (select distinct cast(extract(year from day) as integer) as year from model.day) y on y.year between s.first_year and s.last_year
),
life as (
    select unit_id, case when bool_or(valid_from is null) then null else min(valid_from) end as born_on,
        case when bool_or(valid_to is null) then null else max(valid_to) end as gone_on
    from model.unit_version group by unit_id
),
sent as (
    select origin, unit_id, cast(extract(year from month) as integer) as year, count(*) as sessions
    from model.session where channel = 'doi_thoai' group by origin, unit_id, cast(extract(year from month) as integer)
)
select y.origin, u.province_id, u.province63_id, u.province34_id, u.level, y.year,
    count(*) as expected, count(s.unit_id) as reporting, cast(coalesce(sum(s.sessions), 0) as bigint) as sessions
from model.unit u
join life l on l.unit_id = u.unit_id
cross join model.run r
join year y on (l.born_on is null or (l.born_on < make_date(y.year + 1, 1, 1) and l.born_on <= r.as_of)) and (l.gone_on is null or l.gone_on > make_date(y.year, 1, 1))
left join sent s on s.origin = y.origin and s.unit_id = u.unit_id and s.year = y.year
where u.level <> 'other'
group by y.origin, u.province_id, u.province63_id, u.province34_id, u.level, y.year
