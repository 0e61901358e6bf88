-- Decrees that broke series: marks on the time axis.
select cast(effective_on as date) as effective_on, decree, level, change, old_name, new_name, old_unit_ids, new_unit_ids, province_unit_ids, note
from raw.events
