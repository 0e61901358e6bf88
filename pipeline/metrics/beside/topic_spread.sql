-- order: origin, province_id, level, month, session_kind, topic_l1, province63_id
-- Topic shares with what their error clustered by session is made of (stats/methods.md §3.2): by_topic adds a topic up over sessions and no
-- longer knows them. A row for every topic of a cell, also where nobody raised it; num, den as in topic_share. k sessions with an opinion;
-- num_num, num_den and den_den are sums over them of the opinions on the topic, squared and times all opinions, and of all squared.
with drawn as (
    select f.session_id, f.unit_id, f.origin, f.level, f.session_kind, f.month, f.opinions_value as size
    from metrics.session_fact f where f.opinions_value > 0
),
whole as (
    select d.origin, u.province_id, u.province63_id, u.province34_id, d.level, d.session_kind, d.month,
        cast(sum(d.size) as bigint) as den, count(*) as k, sum(cast(d.size as double) * d.size) as den_den
    from drawn d
    join model.unit u on u.unit_id = d.unit_id
    where u.level <> 'other'
    group by d.origin, u.province_id, u.province63_id, u.province34_id, d.level, d.session_kind, d.month
),
part as (
    select d.origin, u.province_id, u.province63_id, u.province34_id, d.level, d.session_kind, d.month, t.topic_l1,
        cast(sum(t.opinions_value) as bigint) as num, sum(cast(t.opinions_value as double) * t.opinions_value) as num_num,
        sum(cast(t.opinions_value as double) * d.size) as num_den
    from metrics.topic_fact t
    join drawn d on d.session_id = t.session_id
    join model.unit u on u.unit_id = d.unit_id
    where u.level <> 'other' and t.opinions_value > 0
    group by d.origin, u.province_id, u.province63_id, u.province34_id, d.level, d.session_kind, d.month, t.topic_l1
)
select w.origin, w.province_id, w.province63_id, w.province34_id, w.level, w.session_kind, w.month, t.topic_id as topic_l1,
    coalesce(p.num, 0) as num, w.den, w.k, coalesce(p.num_num, 0.0) as num_num, coalesce(p.num_den, 0.0) as num_den, w.den_den
from whole w
cross join model.topic t
left join part p on p.origin = w.origin and p.province_id is not distinct from w.province_id and p.province63_id is not distinct from w.province63_id
    and p.province34_id is not distinct from w.province34_id and p.level = w.level and p.session_kind is not distinct from w.session_kind
    and p.month = w.month and p.topic_l1 = t.topic_id
where t.parent_id is null
