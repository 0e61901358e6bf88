-- order: session_id, kind, rule_id, opinion_id
-- One row a duty (nghĩa vụ), with its status at the cut-off and what a metric groups by. internal/dialogue says what each status
-- means, and a test holds both to the same answers. A reply carries the citizen's clock beside the rule's. A frequency duty is one
-- unit's for one period (model.frequency has its counts) and belongs to no session; its month is the period's last.
select d.kind, d.regulation_id, d.rule_id, d.session_id, d.opinion_id, d.unit_id, d.assigned_to, d.clock_start_on, d.due_on, d.due_source, d.met_on,
    d.status, d.exempt_by, d.calendar_gap, d.citizen_due_on, d.citizen_status, s.origin, s.channel, s.level, s.month, s.kind as session_kind, d.topic_l1
from (select * from model.session_duty union all select * from model.reply_duty) d
join model.session s on s.session_id = d.session_id
union all
select 'frequency', f.regulation_id, f.rule_id, null, null, f.unit_id, null, f.period_start, f.period_end, 'rule', f.met_on,
    f.status, null, false, null, null, f.origin, f.channel, f.level, cast(date_trunc('month', f.period_end) as date), null, null
from model.frequency f
