-- One row a received opinion with its session found: by unit and code, else by code within the same file.
-- A cell's own text is kept only where something is to be said of it: of millions of rows that is next to none.
with r as (
    select o.*, p.unit_id, p.problem as place_problem, p.candidates as place_candidates,
        case when trim(coalesce(o.simulated, '')) in ('', '0') then 'register' else 'simulated' end as origin,
        nullif(trim(o.session_code), '') as code
    from raw.opinion o
    left join clean.place p on p.unit_text = coalesce(o.unit, '') and p.parent_text = coalesce(o.parent, '')
        and p.level_text = '' and p.held_on_text = coalesce(o.held_on, '')
),
in_file as (
    select file_sha, session_code, min(session_id) as session_id, min(held_on) as held_on from clean.session_key
    where session_code is not null group by file_sha, session_code having count(*) = 1
),
by_unit as (
    select origin, unit_id, session_code, min(session_id) as session_id, min(held_on) as held_on from clean.session_key
    where session_code is not null group by origin, unit_id, session_code
),
by_date as (
    select origin, unit_id, held_on, min(session_id) as session_id from clean.session_key
    group by origin, unit_id, held_on having count(*) = 1
)
select
    substr(r.file_sha, 1, 12) || ':' || r.sheet || ':' || cast(r.row_no as varchar) as opinion_id,
    r.file_sha, r.sheet, r.row_no, r.origin, r.code as session_code,
    coalesce(by_unit.session_id, in_file.session_id, case when r.code is null then by_date.session_id end) as known_session_id,
    coalesce(by_unit.held_on, in_file.held_on, held.value) as session_on,
    case when r.unit_id is null or r.place_problem is not null then r.unit end as unit_text, r.unit_id, r.place_problem, r.place_candidates,
    held.value as held_on, held.precision as held_on_precision, held.problem as held_on_problem, case when held.value is null or held.precision <> 'day' then r.held_on end as held_on_text,
    nullif(trim(r.opinion_no), '') as opinion_no,
    coalesce(counting.code, case when trim(coalesce(r.counting_unit, '')) = '' then 'y_kien' end) as counting_unit, case when counting.code is null then r.counting_unit end as counting_unit_text,
    collected.code as collected, case when collected.code is null then r.collected end as collected_text,
    topic.code as topic, r.topic as topic_text,
    authority.code as authority, case when authority.code is null then r.authority end as authority_text,
    nullif(trim(r.assigned_to), '') as assigned_to,
    case answered.code when 'yes' then true when 'no' then false end as answered_at_session, case when answered.code is null then r.answered_at_session end as answered_at_session_text,
    due.value as due_on, due.precision as due_on_precision, due.problem as due_on_problem, case when due.problem is not null or due.precision <> 'day' then r.due_on end as due_on_text,
    replied.value as replied_on, replied.precision as replied_on_precision, replied.problem as replied_on_problem, case when replied.problem is not null or replied.precision <> 'day' or replied.value < coalesce(by_unit.held_on, in_file.held_on, held.value) then r.replied_on end as replied_on_text,
    reply_kind.code as reply_kind, case when reply_kind.code is null then r.reply_kind end as reply_kind_text,
    resolved.value as resolved_on, resolved.precision as resolved_on_precision, resolved.problem as resolved_on_problem, case when resolved.problem is not null or resolved.precision <> 'day' or resolved.value < coalesce(by_unit.held_on, in_file.held_on, held.value) then r.resolved_on end as resolved_on_text,
    outcome.code as outcome, r.outcome as outcome_text,
    outcome_date.value as outcome_on, outcome_date.problem as outcome_on_problem, case when outcome_date.problem is not null or outcome_date.precision <> 'day' then r.outcome_on end as outcome_on_text,
    complex.value as complex_notice_on, complex.problem as complex_notice_on_problem, case when complex.problem is not null or complex.precision <> 'day' then r.complex_notice_on end as complex_notice_on_text,
    forwarded.value as forwarded_on, forwarded.problem as forwarded_on_problem, case when forwarded.problem is not null or forwarded.precision <> 'day' then r.forwarded_on end as forwarded_on_text,
    nullif(trim(r.repeat_of), '') as repeat_of
from r
left join by_unit on by_unit.origin = r.origin and by_unit.unit_id = r.unit_id and by_unit.session_code = r.code
left join in_file on in_file.file_sha = r.file_sha and in_file.session_code = r.code
left join clean.date_value held on held.text = r.held_on
left join by_date on by_date.origin = r.origin and by_date.unit_id = r.unit_id and by_date.held_on = held.value
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
