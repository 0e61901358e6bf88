-- The names are those of the day: a unit that was made a city later was a province when it took over.
select l.old_unit_id, l.new_unit_id, l.effective_on, coalesce(l.relation, ''), coalesce(l.decree, ''),
    coalesce(o.full_name, ''), coalesce(n.full_name, '')
from model.unit_lineage l
left join model.unit_version o on o.unit_id = l.old_unit_id and o.valid_to = l.effective_on
left join model.unit_version n on n.unit_id = l.new_unit_id
    and (n.valid_from is null or n.valid_from <= l.effective_on) and (n.valid_to is null or n.valid_to > l.effective_on)
where (l.old_unit_id = ? or l.new_unit_id = ?) and l.old_unit_id <> l.new_unit_id
order by l.effective_on, l.old_unit_id, l.new_unit_id
