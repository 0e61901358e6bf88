select g.regulation_id, coalesce(g.number, ''), g.title_vi, g.title_en, coalesce(g.issuer, ''), g.issued_on, coalesce(g.scope_unit_id, ''), g.valid_from, g.valid_to,
    g.channel, g.verification, coalesce(g.note, ''), cast((select count(*) from model.regulation_rule r where r.regulation_id = g.regulation_id) as integer)
from model.regulation g order by case when g.channel = 'doi_thoai' then 0 else 1 end, g.valid_from nulls first, g.regulation_id
