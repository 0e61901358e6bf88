-- kind: view
-- The places a unit lies in, itself included: where a regulation must be written for to bind it. A province that was not merged in
-- 2025 is still the place its older regulations were written for, under its new code (Hà Nội: p01@2004, p01@2025).
with up as (
    select u.unit_id, u.parent_unit_id as first_id, p.parent_unit_id as second_id, g.parent_unit_id as third_id, v.province63_id as former_id
    from model.unit u
    left join model.unit p on p.unit_id = u.parent_unit_id
    left join model.unit g on g.unit_id = p.parent_unit_id
    left join model.unit v on v.unit_id = u.province_id
)
select unit_id, unit_id as scope_unit_id from up
union select unit_id, first_id from up where first_id is not null
union select unit_id, second_id from up where second_id is not null
union select unit_id, third_id from up where third_id is not null
union select unit_id, former_id from up where former_id is not null
