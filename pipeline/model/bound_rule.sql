-- order: session_id, rule_id
-- Which rules bind which session: by place, channel, level and date. Several regimes may bind one session.
select s.session_id, s.origin, s.unit_id, s.level, s.held_on, s.held_on_precision, s.announced_on, s.notice_on, s.notice_undated, s.result_published_on,
    r.regulation_id, r.rule_id, r.kind, r.value, r.day_type, r.anchor, r.direction, r.exempt_statuses
from model.session s
join model.unit u on u.unit_id = s.unit_id
join model.regulation g on g.channel = s.channel
    and (g.valid_from is null or s.held_on >= g.valid_from) and (g.valid_to is null or s.held_on < g.valid_to)
    and (g.scope_unit_id is null or g.scope_unit_id = u.province_id or g.scope_unit_id = s.unit_id)
join model.regulation_rule r on r.regulation_id = g.regulation_id and (r.level = 'all' or r.level = s.level)
where r.kind in ('announce', 'notice', 'reply', 'publish')
