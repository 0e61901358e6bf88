select o.origin, coalesce(u.province_id, ''), coalesce(u.province63_id, ''), coalesce(u.province34_id, ''), o.level,
    cast(extract(year from o.month) as integer), o.topic_l1, coalesce(o.topic_l2, ''), count(*)
from model.opinion o join model.unit u on u.unit_id = o.unit_id
where o.channel = 'doi_thoai' and u.level <> 'other'
group by 1, 2, 3, 4, 5, 6, 7, 8
