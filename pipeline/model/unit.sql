-- order: unit_id
-- A unit with its last name, and the province it belongs to on each of the three bases. No province was split in 2025 and no
-- new commune draws on two old provinces, so both ways are lossless below province level; a record held at a new merged
-- province itself has no place among the 63 (province63_id is null).
with last_version as (
    select unit_id, level, code, code_list, name, kind, full_name, name_en, parent_unit_id, valid_from, valid_to,
        row_number() over (partition by unit_id order by valid_to desc nulls first, valid_from desc nulls last) as place
    from clean.unit_version
),
unit as (select * from last_version where place = 1),
up as (
    select u.*,
        case
            when u.level = 'province' then u.unit_id
            when p.level = 'province' then p.unit_id
            when g.level = 'province' then g.unit_id
            when h.level = 'province' then h.unit_id
        end as province_id
    from unit u
    left join unit p on p.unit_id = u.parent_unit_id
    left join unit g on g.unit_id = p.parent_unit_id
    left join unit h on h.unit_id = g.parent_unit_id
),
to34 as (select old_unit_id, min(new_unit_id) as new_unit_id from clean.unit_lineage
    where old_unit_id like 'p%@2004' and new_unit_id like 'p%@2025' group by old_unit_id),
from63 as (select new_unit_id, min(old_unit_id) as old_unit_id from to34 group by new_unit_id having count(*) = 1),
commune_from63 as (
    select l.new_unit_id, min(o.province_id) as province63_id
    from clean.unit_lineage l join up o on o.unit_id = l.old_unit_id
    where l.new_unit_id like 'c%@2025' and o.province_id like 'p%@2004'
    group by l.new_unit_id having count(distinct o.province_id) = 1
)
select u.unit_id, u.level, u.code, u.code_list, u.name, u.kind, u.full_name, u.name_en, u.parent_unit_id, u.valid_from, u.valid_to, u.province_id,
    case when u.province_id like '%@2004' then u.province_id else coalesce(c.province63_id, f.old_unit_id) end as province63_id,
    case when u.province_id like '%@2025' then u.province_id else t.new_unit_id end as province34_id
from up u
left join to34 t on t.old_unit_id = u.province_id
left join commune_from63 c on c.new_unit_id = u.unit_id
left join from63 f on f.new_unit_id = u.province_id
