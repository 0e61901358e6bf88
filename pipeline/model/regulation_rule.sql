-- order: rule_id
select rule_id, regulation_id, article, level, kind, value, per, day_type, anchor, direction, counts_kinds, exempt_statuses, roll_weekend, verification, note from clean.regulation_rule
