-- order: unit_id
-- The commune since 1/7/2025 that an old commune is counted under on the map of 34 provinces: its default heir, followed through the
-- mergers before. split says that some of its people went elsewhere on the way; without a default heir unit34_id is null and the
-- commune is shown as split, under its own name. Codes that were used again for another place have no single heir.
with recursive chain as (
    select unit_id, unit_id as heir, date '1900-01-01' as since, 0 as hops, false as split
    from model.unit where level = 'commune' and code_list = '2004'
    union all
    select c.unit_id, l.new_unit_id, l.effective_on, c.hops + 1, c.split or l.relation = 'part'
    from chain c
    join model.unit_lineage l on l.old_unit_id = c.heir and l.effective_on > c.since and l.is_default
    where c.heir like '%@2004' and c.hops < 8
),
heir as (
    select unit_id, count(distinct heir) as heirs, min(heir) as heir, bool_or(split) as split
    from chain where heir like '%@2025' group by unit_id
),
parted as (select distinct old_unit_id from model.unit_lineage where relation = 'part')
select u.unit_id, case when h.heirs = 1 then h.heir end as unit34_id,
    coalesce(h.split, false) or coalesce(h.heirs, 0) <> 1 and p.old_unit_id is not null as split
from model.unit u
left join heir h on h.unit_id = u.unit_id
left join parted p on p.old_unit_id = u.unit_id
where u.level = 'commune' and u.code_list = '2004'
