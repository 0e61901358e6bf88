-- kind: view
-- Duties of a session as such: to announce it beforehand, to send the conclusions notice (thông báo kết luận), to publish the result.
-- The session's day is day 0 and the due day itself is in time.
with start as (
    select b.*, b.held_on as clock_start_on,
        case b.kind when 'announce' then b.announced_on when 'notice' then b.notice_on else b.result_published_on end as met_on,
        b.kind = 'notice' and b.notice_undated as met_undated
    from model.bound_rule b where b.kind in ('announce', 'notice', 'publish') and b.anchor = 'session'
),
due as (
    select s.*,
        case
            when s.direction = 'before' then cast(s.clock_start_on - to_days(cast(s.value as integer)) as date)
            when s.day_type = 'working' then w.day
            else cast(s.clock_start_on + to_days(cast(s.value as integer)) as date)
        end as due_on
    from start s
    left join model.day d0 on s.day_type = 'working' and d0.day = s.clock_start_on
    left join model.day w on w.works and w.workday_no = d0.workday_no + s.value
)
select d.kind, d.regulation_id, d.rule_id, d.session_id, cast(null as varchar) as opinion_id, d.unit_id, d.clock_start_on, d.due_on,
    'rule' as due_source, d.met_on,
    case
        when d.held_on_precision <> 'day' or d.met_undated then 'unknown'
        when d.met_on <= d.due_on then 'met'
        when d.met_on > d.due_on then 'missed_done'
        -- no date of an announcement is no proof that none was made
        when d.kind = 'announce' then 'unknown'
        when d.due_on < r.as_of then 'missed_open'
        else 'not_due'
    end as status,
    cast(null as date) as citizen_due_on, cast(null as varchar) as citizen_status
from due d cross join model.run r
