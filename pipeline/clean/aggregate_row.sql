-- kind: view
-- The figures of one received row side by side, to hold them against each other. A figure that is approximate or missing is
-- null here.
select file_sha, sheet, row_no,
    max(case when measure = 'sessions' then exact end) as sessions,
    max(case when measure = 'attendees' then exact end) as attendees,
    max(case when measure = 'opinions' then exact end) as opinions,
    coalesce(max(case when measure = 'carried_over' then exact end), 0) as carried_over,
    max(case when measure = 'opinions_before' then exact end) as opinions_before,
    max(case when measure = 'opinions_at' then exact end) as opinions_at,
    coalesce(max(case when measure = 'opinions_after' then exact end), 0) as opinions_after,
    max(case when measure = 'answered_at_session' then exact end) as answered_at_session,
    max(case when measure = 'replied' then exact end) as replied,
    max(case when measure = 'resolved' then exact end) as resolved,
    max(case when measure = 'handled' then exact end) as handled,
    max(case when measure = 'in_progress' then exact end) as in_progress,
    max(case when measure = 'explained' then exact end) as explained,
    max(case when measure = 'not_resolved' then exact end) as not_resolved,
    max(case when measure = 'forwarded' then exact end) as forwarded,
    max(case when measure = 'overdue' then exact end) as overdue
from (
    select file_sha, sheet, row_no, measure,
        case when status = 'none_occurred' then 0 when qualifier = 'exact' then value end as exact
    from clean.aggregate_reading
) r
group by file_sha, sheet, row_no
