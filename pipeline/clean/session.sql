-- Accepted sessions, with those known only through their opinions.
select
    k.session_id, r.file_sha, r.sheet, r.row_no, r.origin, r.unit_id, r.channel, r.session_code, r.held_on, r.held_on_precision, r.kind, r.mode, r.host_role, r.host_is_head,
    r.attendees, r.opinions_before, r.opinions_at, r.opinions_after,
    case when r.announced_on <= r.held_on then r.announced_on end as announced_on,
    case when r.notice_on >= r.held_on and r.notice_on_precision = 'day' then r.notice_on end as notice_on,
    case when r.result_published_on >= r.held_on then r.result_published_on end as result_published_on,
    r.notice_on is not null and (r.notice_on < r.held_on or r.notice_on_precision <> 'day') as notice_undated,
    r.theme, false as from_opinion
from clean.session_reading r
join clean.session_key k on k.file_sha = r.file_sha and k.sheet = r.sheet and k.row_no = r.row_no
union all
select
    k.session_id, min(k.file_sha), min(k.sheet), min(c.first_row), k.origin, k.unit_id, 'doi_thoai', min(k.session_code), min(k.held_on), min(k.held_on_precision), null, null, null, null,
    null, null, null, null, null, null, null, false, null, true
from clean.opinion_count c
join clean.opinion_session k on k.key_no = c.key_no
where k.known_session_id is null
group by k.session_id, k.origin, k.unit_id
