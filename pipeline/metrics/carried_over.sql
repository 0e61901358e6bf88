-- vi:   Ý kiến tồn từ năm trước chuyển sang
-- en:   Opinions carried over into the year
-- num_vi: ý kiến của các cuộc trước năm, đến hết ngày 31/12 năm trước chưa xong; ý kiến đã xong mà không rõ ngày thì không tính
-- num_en: opinions of sessions before the year, not finished by 31 December before it; those finished on an unknown day are left out
-- unit: count
-- better: down
-- by: year
-- version: 1
-- order: unit_id, month, session_id
-- month is the January the opinions were carried into. An opinion open for three years counts in each: read one year at a time.
with finished as (
    select session_id, unit_id, level, session_kind, origin, session_on,
        -- open at the cut-off: open on every earlier day
        case when outcome in ('in_progress', 'not_resolved') then null
             when answered_at_session and outcome = 'unknown' then session_on
             when outcome = 'unknown' then replied_on
             else coalesce(outcome_on, resolved_on, forwarded_on, replied_on, case when answered_at_session then session_on end) end as finished_on,
        case when outcome in ('in_progress', 'not_resolved') then false
             when outcome = 'unknown' then replied_in_month and not answered_at_session
             else coalesce(outcome_on, resolved_on, forwarded_on, replied_on) is null and not answered_at_session end as undated
    from model.opinion where channel = 'doi_thoai'
),
year as (select d.day as opens_on from model.day d cross join model.run r where extract(month from d.day) = 1 and extract(day from d.day) = 1 and d.day <= r.as_of)
select f.session_id, f.unit_id, y.opens_on as month, f.level, f.session_kind, cast(null as varchar) as topic_l1, f.origin, count(*) as value
from finished f
join year y on y.opens_on > f.session_on and (f.finished_on is null or f.finished_on >= y.opens_on)
where not f.undated
group by f.session_id, f.unit_id, y.opens_on, f.level, f.session_kind, f.origin
