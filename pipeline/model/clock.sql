-- kind: view
-- The clock of each rule that binds a session. due_from is null while what starts the clock has not happened, else the earliest day
-- the duty can be due; due_on the same where the start is known to the day. The citizen's clock of a reply is the latest day on
-- which it could lawfully come, counted from the session: the last day for the notice and from there the days of the reply (Quy chế
-- 07-QC/TU: 10 + 30 = 40). Nothing the host does can move it. A reply that does not wait for the notice has one clock only.
with start as (
    select b.session_id, b.unit_id, b.regulation_id, b.rule_id, b.kind, b.anchor, b.exempt_statuses, e.held_on, e.held_exact,
        case when b.anchor in ('session', 'receipt') then e.held_on
             when b.anchor = 'notice' and e.noticed then coalesce(e.notice_from, e.held_on) end as start_from,
        case when b.anchor in ('session', 'receipt') and e.held_exact then e.held_on when b.anchor = 'notice' then e.notice_on end as start_on
    from model.bound_rule b join model.session_event e on e.session_id = b.session_id
),
notice as (
    select session_id, regulation_id, min(rule_id) as rule_id from model.bound_rule
    where kind = 'notice' and anchor = 'session' group by session_id, regulation_id
)
select s.session_id, s.unit_id, s.regulation_id, s.rule_id, s.kind, s.anchor, s.exempt_statuses,
    s.start_on as clock_start_on, d.due_on as due_from, case when s.start_on is not null then d.due_on end as due_on, coalesce(d.gap, false) as gap,
    case when s.anchor = 'notice' then c.due_on else d.due_on end as citizen_due_from,
    case when s.held_exact then case when s.anchor = 'notice' then c.due_on else d.due_on end end as citizen_due_on,
    case when s.anchor = 'notice' then coalesce(l.gap or c.gap, false) else coalesce(d.gap, false) end as citizen_gap
from start s
left join model.rule_day d on d.rule_id = s.rule_id and d.start_on = s.start_from
left join notice n on s.kind = 'reply' and s.anchor = 'notice' and n.session_id = s.session_id and n.regulation_id = s.regulation_id
left join model.rule_day l on l.rule_id = n.rule_id and l.start_on = s.held_on
left join model.rule_day c on c.rule_id = s.rule_id and c.start_on = l.due_on
