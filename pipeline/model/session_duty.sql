-- kind: view
-- Duties of a session as such: to announce it beforehand, to send the conclusions notice (thông báo kết luận), to publish the result.
-- The cut-off is the end of that day: what was due on it and is not done is missed. While even the earliest due day lies ahead, a
-- date known only to the month decides too. A notice counted from receipt (Quy định 11-QĐi/TW) is owed to each petitioner and is no
-- duty of the session.
with all_answered as (
    -- "trừ những nội dung đã làm rõ tại hội nghị": out of the duty only when no point was left open
    select session_id from model.opinion group by session_id having count(*) = count(*) filter (where answered_at_session)
),
duty as (
    select c.*, r.as_of, coalesce(a.session_id is not null and '|' || c.exempt_statuses || '|' like '%|answered_at_session|%', false) as exempt,
        case c.kind when 'announce' then true when 'notice' then e.noticed else e.published end as done,
        case c.kind when 'announce' then e.announced_on when 'notice' then e.notice_on else e.published_on end as met_on
    from model.clock c
    join model.session_event e on e.session_id = c.session_id
    left join all_answered a on a.session_id = c.session_id
    cross join model.run r
    where c.kind in ('announce', 'notice', 'publish') and c.anchor in ('session', 'notice')
)
select kind, regulation_id, rule_id, session_id, cast(null as varchar) as opinion_id, unit_id, cast(null as varchar) as assigned_to,
    clock_start_on, due_on, 'rule' as due_source, met_on,
    case
        when exempt then 'exempt'
        when due_from is null then case when done then 'met' else 'no_clock' end
        when due_from > as_of then case when done then 'met' else 'not_due' end
        when due_on is null or (done and met_on is null) then 'unknown'
        when not done then 'missed_open'
        when met_on > due_on then 'missed_done'
        else 'met'
    end as status,
    case when exempt then 'answered_at_session' end as exempt_by, gap as calendar_gap,
    cast(null as date) as citizen_due_on, cast(null as varchar) as citizen_status, cast(null as clean.code) as topic_l1
from duty
