-- Figures as they were published or reported: their words beside their logical bounds, never inside a computed number.
with rejected as (select distinct file_sha, sheet, row_no from clean.aggregate_issue where severity = 'reject')
select figure_id, source_id, 'published' as origin, unit_id, level_scope, includes_subordinates = 'true' as includes_subordinates, channel, session_kind,
    cast(period_start as date) as period_start, cast(period_end as date) as period_end, period_label, is_cumulative = 'true' as is_cumulative,
    measure, counting_unit, value_text, cast(value as double) as value, qualifier, cast(lo as double) as lo, cast(hi as double) as hi,
    coalesce(lo_open = 'true', false) as lo_open, coalesce(hi_open = 'true', false) as hi_open, status, denominator_figure_id, definition_note
from raw.figures
union all
select
    substr(a.file_sha, 1, 12) || ':' || a.sheet || ':' || cast(a.row_no as varchar) || ':' || a.measure, 'file:' || substr(a.file_sha, 1, 12), a.origin,
    a.unit_id, a.level_scope, a.includes_subordinates, a.channel, a.session_kind, a.period_start, a.period_end, a.period_label, a.is_cumulative,
    a.measure, a.counting_unit, a.value_text,
    case when a.status = 'none_occurred' then 0 else a.value end, case when a.status = 'none_occurred' then 'exact' else a.qualifier end,
    case when a.status = 'none_occurred' then 0 else a.lo end, case when a.status = 'none_occurred' then 0 else a.hi end,
    coalesce(a.lo_open, false), coalesce(a.hi_open, false), a.status,
    case when a.measure like '%_share' and exists (select 1 from clean.aggregate_row w where w.file_sha = a.file_sha and w.sheet = a.sheet and w.row_no = a.row_no and w.opinions is not null)
        then substr(a.file_sha, 1, 12) || ':' || a.sheet || ':' || cast(a.row_no as varchar) || ':opinions' end,
    a.header
from clean.aggregate_reading a
left join rejected x on x.file_sha = a.file_sha and x.sheet = a.sheet and x.row_no = a.row_no
where x.row_no is null
