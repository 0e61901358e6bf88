select r.rule_id, r.regulation_id, coalesce(g.number, ''), coalesce(r.article, ''), r.level, r.kind, coalesce(r.per, ''), coalesce(r.day_type, ''), coalesce(r.anchor, ''),
    coalesce(r.direction, ''), coalesce(r.exempt_statuses, ''), r.verification, coalesce(r.note, ''), cast(r.value as bigint)
from model.regulation_rule r join model.regulation g on g.regulation_id = r.regulation_id
order by case when g.channel = 'doi_thoai' then 0 else 1 end, g.regulation_id, r.kind, r.level
