-- What each origin covers, by year of the session; provinces of the two maps are counted apart, over all years.
with held as (select origin, month, province_id from metrics.by_province where metric_id = 'sessions'),
places as (
    select origin, cast(count(distinct case when province_id like '%@2004' then province_id end) as integer) as before,
        cast(count(distinct case when province_id like '%@2025' then province_id end) as integer) as after
    from held group by origin
)
select h.origin, cast(extract(year from h.month) as integer), p.before, p.after, min(h.month), max(h.month)
from held as h join places as p on p.origin = h.origin group by 1, 2, 3, 4 order by 1, 2
