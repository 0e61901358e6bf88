-- order: session_id, kind, rule_id, opinion_id
-- One row a duty, with its status at the cut-off, and what a metric groups by.
select d.kind, d.regulation_id, d.rule_id, d.session_id, d.opinion_id, d.unit_id, d.clock_start_on, d.due_on, d.due_source, d.met_on, d.status,
    d.citizen_due_on, d.citizen_status, s.origin, s.channel, s.level, s.month, s.kind as session_kind, o.topic_l1
from (select * from model.session_duty union all select * from model.reply_duty) d
join model.session s on s.session_id = d.session_id
left join model.opinion o on o.opinion_id = d.opinion_id
