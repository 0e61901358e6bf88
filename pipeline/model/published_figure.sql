-- order: figure_id
select figure_id, source_id, origin, unit_id, level_scope, includes_subordinates, channel, session_kind, period_start, period_end, period_label,
    is_cumulative, measure, counting_unit, value_text, value, qualifier, lo, hi, lo_open, hi_open, status, denominator_figure_id, definition_note
from clean.published_figure
