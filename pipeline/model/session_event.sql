-- kind: view
-- What is known, by the cut-off, of the days of a session: as clocks read them. Some dates are known to the month only, some lie
-- before the session and cannot be: what they name happened, on a day not known. *_on is a day known for sure; notice_from is the
-- first day the notice can have been issued on, null where not even that is known.
with received as (
    select k.session_id, r.announced_on, r.announced_on_precision, r.notice_on, r.notice_on_precision,
        r.result_published_on, r.result_published_on_precision
    from clean.session_key k
    join clean.session_reading r on r.file_sha = k.file_sha and r.sheet = k.sheet and r.row_no = k.row_no
),
span as (
    select s.session_id, s.origin, s.channel, s.unit_id, s.level, s.kind, s.held_on, r.as_of,
        case s.held_on_precision
            when 'month' then cast(s.held_on + interval '1' month - interval '1' day as date)
            when 'quarter' then cast(s.held_on + interval '3' month - interval '1' day as date)
            when 'year' then cast(s.held_on + interval '1' year - interval '1' day as date)
            else s.held_on end as held_last,
        d.announced_on, d.announced_on_precision,
        d.notice_on, d.notice_on_precision,
        case d.notice_on_precision
            when 'month' then cast(d.notice_on + interval '1' month - interval '1' day as date)
            when 'quarter' then cast(d.notice_on + interval '3' month - interval '1' day as date)
            when 'year' then cast(d.notice_on + interval '1' year - interval '1' day as date)
            else d.notice_on end as notice_last,
        d.result_published_on, d.result_published_on_precision
    from model.session s
    left join received d on d.session_id = s.session_id
    cross join model.run r
)
select session_id, origin, channel, unit_id, level, kind, held_on, held_last, held_on = held_last as held_exact,
    -- a session that was held was called somehow: no date, and one after it, is a date not known, not an announcement not made
    case when announced_on_precision = 'day' and announced_on <= held_last and announced_on <= as_of then announced_on end as announced_on,
    coalesce(notice_on <= as_of, false) as noticed,
    case when notice_on <= as_of and notice_last >= held_on then notice_on end as notice_from,
    case when notice_on_precision = 'day' and notice_on between held_on and as_of then notice_on end as notice_on,
    coalesce(result_published_on <= as_of, false) as published,
    case when result_published_on_precision = 'day' and result_published_on between held_on and as_of then result_published_on end as published_on
from span
