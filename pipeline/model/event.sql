select effective_on, decree, level, change, old_name, new_name, old_unit_ids, new_unit_ids, province_unit_ids, note from clean.event
