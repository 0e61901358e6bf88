select effective_on, decree, level, change, old_unit_ids, new_unit_ids, province_unit_ids, text_vi, text_en from clean.event
