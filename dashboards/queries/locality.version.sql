select coalesce(full_name, name), coalesce(parent_unit_id, ''), valid_from, valid_to, coalesce(decree, '')
from model.unit_version where unit_id = ? order by valid_from nulls first
