-- kind: view
-- Received opinions as they stand, each with the session it names. The cells are text still.
select s.*, r.row_no, r.unit, r.held_on as held_on_text, r.opinion_no, r.counting_unit, r.collected, r.topic, r.content, r.authority, r.assigned_to, r.answered_at_session,
    r.due_on, r.replied_on, r.reply_kind, r.resolved_on, r.outcome, r.outcome_on, r.complex_notice_on, r.forwarded_on, r.not_resolved_reason, r.front_confirmed, r.repeat_of
from raw.opinion r
join clean.opinion_key k on k.file_sha = r.file_sha and k.sheet = r.sheet and k.session_code = coalesce(r.session_code, '')
    and k.unit = coalesce(r.unit, '') and k.parent = coalesce(r.parent, '') and k.held_on = coalesce(r.held_on, '')
    and k.simulated = coalesce(r.simulated, '')
join clean.opinion_session s on s.key_no = k.key_no
