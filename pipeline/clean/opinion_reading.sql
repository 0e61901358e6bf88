-- kind: view
-- One row a received opinion: its session, and each cell read by the dictionaries. A view: what is wrong and what is accepted each
-- read it once, which is cheaper than to store millions of wide rows. *_last is the last day a date can be: the date itself where
-- it is known to the day.
select
    k.key_no, k.file_sha, k.sheet, r.row_no, k.origin, k.session_code, k.known_session_id, k.session_id, k.session_no, k.session_on,
    k.unit_text, k.unit_id, k.place_problem, k.place_candidates,
    k.held_on, k.held_on_precision, k.held_on_problem, k.held_on_text,
    nullif(trim(r.opinion_no), '') as opinion_no,
    coalesce(counting.code, case when trim(coalesce(r.counting_unit, '')) = '' then 'y_kien' end) as counting_unit, r.counting_unit as counting_unit_text,
    collected.code as collected, r.collected as collected_text,
    topic.code as topic, r.topic as topic_text,
    authority.code as authority, r.authority as authority_text,
    nullif(trim(r.assigned_to), '') as assigned_to,
    case answered.code when 'yes' then true when 'no' then false end as answered_at_session, r.answered_at_session as answered_at_session_text,
    due.value as due_on, due.last as due_last, due.problem as due_on_problem, r.due_on as due_on_text,
    replied.value as replied_on, replied.last as replied_last, replied.precision as replied_on_precision, replied.problem as replied_on_problem, r.replied_on as replied_on_text,
    reply_kind.code as reply_kind, r.reply_kind as reply_kind_text,
    resolved.value as resolved_on, resolved.precision as resolved_on_precision, resolved.problem as resolved_on_problem, r.resolved_on as resolved_on_text,
    outcome.code as outcome, r.outcome as outcome_text,
    outcome_date.value as outcome_on, outcome_date.last as outcome_last, outcome_date.problem as outcome_on_problem, r.outcome_on as outcome_on_text,
    complex.value as complex_notice_on, complex.last as complex_last, complex.problem as complex_notice_on_problem, r.complex_notice_on as complex_notice_on_text,
    forwarded.value as forwarded_on, forwarded.last as forwarded_last, forwarded.problem as forwarded_on_problem, r.forwarded_on as forwarded_on_text,
    nullif(trim(r.repeat_of), '') as repeat_of
from raw.opinion r
join clean.opinion_session k on k.file_sha = r.file_sha and k.sheet = r.sheet and k.session_code_text = coalesce(r.session_code, '')
    and k.unit_text = coalesce(r.unit, '') and k.parent_text = coalesce(r.parent, '') and k.held_on_text = coalesce(r.held_on, '')
    and k.simulated_text = coalesce(r.simulated, '')
left join clean.date_value due on due.text = r.due_on
left join clean.date_value replied on replied.text = r.replied_on
left join clean.date_value resolved on resolved.text = r.resolved_on
left join clean.date_value outcome_date on outcome_date.text = r.outcome_on
left join clean.date_value complex on complex.text = r.complex_notice_on
left join clean.date_value forwarded on forwarded.text = r.forwarded_on
left join clean.term counting on counting.field = 'counting_unit' and counting.text = r.counting_unit
left join clean.term collected on collected.field = 'collected' and collected.text = r.collected
left join clean.term topic on topic.field = 'topic' and topic.text = r.topic
left join clean.term authority on authority.field = 'authority' and authority.text = r.authority
left join clean.term answered on answered.field = 'yesno' and answered.text = r.answered_at_session
left join clean.term reply_kind on reply_kind.field = 'reply_kind' and reply_kind.text = r.reply_kind
left join clean.term outcome on outcome.field = 'outcome' and outcome.text = r.outcome
