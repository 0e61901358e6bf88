select f.figure_id, f.source_id, f.unit_id, coalesce(f.level_scope, ''), coalesce(f.includes_subordinates, false), f.channel, coalesce(f.session_kind, ''),
    f.period_start, f.period_end, coalesce(f.period_label, ''), coalesce(f.is_cumulative, false), f.measure, coalesce(f.counting_unit, ''),
    coalesce(f.value_text, ''), f.value, coalesce(f.qualifier, ''), f.lo, f.hi, coalesce(f.lo_open, false), coalesce(f.hi_open, false), f.status,
    coalesce(f.denominator_figure_id, ''), coalesce(f.definition_note, ''),
    coalesce(s.title, ''), coalesce(s.publisher, ''), coalesce(s.kind, ''), coalesce(s.locator, ''), coalesce(s.note, ''), s.published_on
from model.published_figure f left join model.source s on s.source_id = f.source_id
order by f.unit_id, f.period_end desc nulls last, f.source_id, f.level_scope, f.measure, f.figure_id
