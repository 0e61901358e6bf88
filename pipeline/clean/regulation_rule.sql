select rule_id, regulation_id, article, level, kind, cast(value as integer) as value, per, day_type, anchor, direction,
    counts_kinds, exempt_statuses, coalesce(roll_weekend = 'true', false) as roll_weekend, verification, note
from raw.regulation_rule
