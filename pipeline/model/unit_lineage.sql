-- order: old_unit_id, new_unit_id, effective_on
select old_unit_id, new_unit_id, effective_on, relation, pop_part, is_default, decree from clean.unit_lineage
