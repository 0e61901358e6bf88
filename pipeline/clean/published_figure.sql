-- Figures as they were published: their words beside their logical bounds, never inside a computed number.
select figure_id, source_id, unit_id, level_scope, includes_subordinates = 'true' as includes_subordinates, channel, session_kind,
    cast(period_start as date) as period_start, cast(period_end as date) as period_end, period_label, is_cumulative = 'true' as is_cumulative,
    measure, counting_unit, value_text, cast(value as double) as value, qualifier, cast(lo as double) as lo, cast(hi as double) as hi,
    coalesce(lo_open = 'true', false) as lo_open, coalesce(hi_open = 'true', false) as hi_open, status, denominator_figure_id, definition_note
from raw.figures
