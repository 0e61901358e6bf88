select o.origin, o.kind, coalesce(u.province_id, ''), coalesce(u.province63_id, ''), coalesce(u.province34_id, ''), o.level, coalesce(o.session_kind, ''),
    cast(extract(year from o.month) as integer), o.status, coalesce(o.citizen_status, ''), count(*)
from model.obligation o join model.unit u on u.unit_id = o.unit_id
where o.channel = 'doi_thoai' and u.level <> 'other'
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
