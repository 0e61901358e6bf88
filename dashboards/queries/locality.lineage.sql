select old_unit_id, new_unit_id, effective_on, coalesce(relation, ''), coalesce(decree, '')
from model.unit_lineage where (old_unit_id = ? or new_unit_id = ?) and old_unit_id <> new_unit_id
order by effective_on, old_unit_id, new_unit_id
