-- order: unit_id, valid_from nulls first
select unit_id, name, kind, full_name, parent_unit_id, valid_from, valid_to, decree from clean.unit_version
