select unit_id, level, coalesce(code, ''), coalesce(name, ''), coalesce(kind, ''), coalesce(full_name, name, ''), coalesce(name_en, name, ''),
    coalesce(parent_unit_id, ''), coalesce(province_id, ''), coalesce(province63_id, ''), coalesce(province34_id, ''), valid_from, valid_to
from model.unit order by case when unit_id like '%@2004' then 0 else 1 end, unit_id
