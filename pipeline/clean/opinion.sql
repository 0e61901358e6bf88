-- kind: view
-- Accepted opinions, each cell read by the dictionaries, each with the way its session was named (key_no, clean.opinion_session). A view:
-- the model reads it once (model.opinion_read). An opinion whose session was never registered makes one out of its own unit and date.
-- *_last is the last day a date can be: the date itself where it is known to the day. Codes are of the type clean.code, a byte each.
with word as (select field, text, cast(code as clean.code) as code, detail, cast(reason as clean.code) as reason from clean.term),
filing as (select key, nullif(cast(topic as clean.code), 'KH') as topic, confidence from clean.filing),
rejected as (select distinct file_sha, sheet, row_no from clean.opinion_issue where severity = 'reject')
select
    r.key_no, r.row_no,
    nullif(trim(r.opinion_no), '') as opinion_no,
    coalesce(counting.code, cast('y_kien' as clean.code)) as counting_unit, collected.code as collected,
    coalesce(topic.code, filed.topic) as topic, topic.code is not null as topic_reported, r.topic as topic_text,
    case when topic.code is null then nullif(filed.confidence, 0) end as topic_confidence,
    case when filed.topic is not null then filed.key end as filing_key,
    case authority.code -- "cấp huyện" is the host's own authority where the host is a district
        when cast('province' as clean.code) then case r.host_level when 'p' then cast('own' as clean.code) when 'd' then cast('higher' as clean.code) when 'c' then cast('higher' as clean.code) end
        when cast('district' as clean.code) then case r.host_level when 'p' then cast('lower' as clean.code) when 'd' then cast('own' as clean.code) when 'c' then cast('higher' as clean.code) end
        when cast('commune' as clean.code) then case r.host_level when 'p' then cast('lower' as clean.code) when 'd' then cast('lower' as clean.code) when 'c' then cast('own' as clean.code) end
        else authority.code
    end as authority,
    nullif(trim(r.assigned_to), '') as assigned_to,
    case when answered.code is not null then answered.code = 'yes' when outcome.detail = 'at_session' or reply_kind.code = 'at_session' then true end as answered_at_session,
    due.value as due_on, due.last as due_last,
    case when replied.precision = 'day' then replied.value end as replied_on, replied.value as replied_from, replied.last as replied_last,
    coalesce(replied.precision <> 'day', false) as replied_in_month, reply_kind.code as reply_kind,
    resolved.value as resolved_on, outcome.code as outcome, coalesce(outcome.detail = 'withdrawn', false) as withdrawn, coalesce(reason.code, outcome.reason) as not_resolved_reason,
    case confirmed.code when 'yes' then true when 'no' then false end as front_confirmed, outcome_date.value as outcome_on, outcome_date.last as outcome_last,
    complex.value as complex_notice_on, complex.last as complex_last, forwarded.value as forwarded_on, forwarded.last as forwarded_last,
    nullif(trim(r.repeat_of), '') as repeat_of
from clean.opinion_row r
left join rejected x on x.file_sha = r.file_sha and x.sheet = r.sheet and x.row_no = r.row_no
left join clean.date_value due on due.text = r.due_on
left join clean.date_value replied on replied.text = r.replied_on
left join clean.date_value resolved on resolved.text = r.resolved_on
left join clean.date_value outcome_date on outcome_date.text = r.outcome_on
left join clean.date_value complex on complex.text = r.complex_notice_on
left join clean.date_value forwarded on forwarded.text = r.forwarded_on
left join word counting on counting.field = 'counting_unit' and counting.text = r.counting_unit
left join word collected on collected.field = 'collected' and collected.text = r.collected
left join word topic on topic.field = 'topic' and topic.text = r.topic
left join filing filed on filed.key = hash(r.content)
left join word authority on authority.field = 'authority' and authority.text = r.authority
left join word answered on answered.field = 'yesno' and answered.text = r.answered_at_session
left join word reply_kind on reply_kind.field = 'reply_kind' and reply_kind.text = r.reply_kind
left join word outcome on outcome.field = 'outcome' and outcome.text = r.outcome
left join word reason on reason.field = 'reason' and reason.text = r.not_resolved_reason
left join word confirmed on confirmed.field = 'yesno' and confirmed.text = r.front_confirmed
where x.row_no is null
