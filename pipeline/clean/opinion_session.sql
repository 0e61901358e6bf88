-- The session of each way that received opinions name one (clean.opinion_key): by unit and code, else by code within the same
-- file, else, without a code, by unit and date where one session only was held. Opinions come in tens of a session, so what is
-- theirs in common is found once, also the level of the host (p, d, c; o for an organ). A session that nobody registered gets an id out of the unit and the code or date.
with key as (
    select k.*, p.unit_id, p.problem as place_problem, p.candidates as place_candidates,
        case when trim(k.simulated) in ('', '0') then 'register' else 'simulated' end as origin,
        nullif(trim(k.session_code), '') as code,
        held.value as held_value, held.precision as held_precision, held.problem as held_problem
    from clean.opinion_key k
    left join clean.date_value held on held.text = k.held_on
    left join clean.place p on p.unit_text = k.unit and p.parent_text = k.parent and p.level_text = k.level and p.epoch = coalesce(held.epoch, -1)
),
in_file as (
    select file_sha, session_code, min(session_id) as session_id, min(held_on) as held_on, min(unit_id) as unit_id from clean.session_key
    where session_code is not null group by file_sha, session_code having count(*) = 1
),
by_unit as (
    select origin, unit_id, session_code, min(session_id) as session_id, min(held_on) as held_on from clean.session_key
    where session_code is not null group by origin, unit_id, session_code
),
by_date as (
    select origin, unit_id, held_on, min(session_id) as session_id from clean.session_key
    group by origin, unit_id, held_on having count(*) = 1
),
found as (
    select k.*, coalesce(u.session_id, f.session_id, case when k.code is null then d.session_id end) as known_session_id,
        coalesce(u.held_on, f.held_on, k.held_value) as session_on,
        substr(case when u.session_id is null then coalesce(f.unit_id, k.unit_id) else k.unit_id end, 1, 1) as host_level
    from key k
    left join by_unit u on u.origin = k.origin and u.unit_id = k.unit_id and u.session_code = k.code
    left join in_file f on f.file_sha = k.file_sha and f.session_code = k.code
    left join by_date d on d.origin = k.origin and d.unit_id = k.unit_id and d.held_on = k.held_value
),
notice as (select session_id, max(notice_on) as notice_on from clean.session_key where notice_on is not null group by session_id)
select key_no, file_sha, sheet, origin, code as session_code, known_session_id, session_on, notice.notice_on,
    coalesce(known_session_id, substr(md5(origin || '|' || unit_id || '|doi_thoai|' || coalesce('code:' || code, 'date:' || cast(held_value as varchar))), 1, 16)) as session_id,
    md5_number_lower(known_session_id) as session_no,
    unit_id, host_level, place_problem, place_candidates, held_value as held_on, held_precision as held_on_precision, held_problem as held_on_problem
from found
left join notice on notice.session_id = found.known_session_id
