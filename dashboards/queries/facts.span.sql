-- What each origin covers, by year of the session.
select origin, cast(extract(year from month) as integer), cast(count(distinct province_id) as integer), min(month), max(month)
from metrics.by_province where metric_id = 'sessions' group by 1, 2 order by 1, 2
