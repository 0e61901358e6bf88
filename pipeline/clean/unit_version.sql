-- What a unit was called and where it belonged on a date: half-open [valid_from, valid_to); organs come from the records.
select unit_id, level, code, code_list, name, kind, full_name, name_en, parent_unit_id,
    cast(valid_from as date) as valid_from, cast(valid_to as date) as valid_to, decree_from as decree
from raw.unit_version
union all
select organ_id, 'other', null, null, name, 'Cơ quan', name, null, parent_unit_id, null, null, null from clean.organ
