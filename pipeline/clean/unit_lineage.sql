select old_unit_id, new_unit_id, cast(effective_on as date) as effective_on, relation, area_part, pop_part,
    cast(pop_share as double) as pop_share, coalesce(is_default in ('1', 'true'), false) as is_default, decree
from raw.lineage
