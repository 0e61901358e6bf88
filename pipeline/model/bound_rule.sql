-- order: session_id, rule_id
-- Which rules bind which session: by place, channel, level and date. Several regimes may bind one session, each by itself. A session
-- known only to the month is bound if it may have been held in the rule's time; its duties are unknown then.
select s.session_id, s.origin, s.unit_id, r.regulation_id, r.rule_id, r.kind, r.value, r.day_type, r.anchor, r.direction, r.exempt_statuses, r.roll_weekend
from model.session_event s
join model.regulation g on g.channel = s.channel
    and (g.valid_from is null or s.held_last >= g.valid_from) and (g.valid_to is null or s.held_on < g.valid_to)
join model.regulation_rule r on r.regulation_id = g.regulation_id and coalesce(r.level, 'all') in ('all', s.level)
left join model.unit_scope p on p.unit_id = s.unit_id and p.scope_unit_id = g.scope_unit_id
where r.kind in ('announce', 'notice', 'reply', 'publish') and (g.scope_unit_id is null or p.unit_id is not null)
