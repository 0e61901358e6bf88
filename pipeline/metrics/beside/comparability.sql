-- order: aspect, origin, province_id, level, year, value, province63_id
-- What a place's figures are made of: the units opinions were counted in, and the rule each kind of duty was judged by. Places that
-- differ here are not compared without saying so.
select 'counting_unit' as aspect, o.origin, u.province_id, u.province63_id, u.province34_id, o.level, cast(extract(year from o.month) as integer) as year,
    coalesce(o.counting_unit, 'y_kien') as value, count(*) as n
from model.opinion o
join model.unit u on u.unit_id = o.unit_id
where o.channel = 'doi_thoai' and u.level <> 'other'
group by o.origin, u.province_id, u.province63_id, u.province34_id, o.level, cast(extract(year from o.month) as integer), coalesce(o.counting_unit, 'y_kien')
union all
select 'rule:' || d.kind, d.origin, u.province_id, u.province63_id, u.province34_id, d.level, cast(extract(year from d.month) as integer),
    coalesce(d.rule_id, d.due_source, 'unknown'), count(*)
from model.obligation d
join model.unit u on u.unit_id = d.unit_id
where d.channel = 'doi_thoai' and u.level <> 'other'
group by 'rule:' || d.kind, d.origin, u.province_id, u.province63_id, u.province34_id, d.level, cast(extract(year from d.month) as integer),
    coalesce(d.rule_id, d.due_source, 'unknown')
