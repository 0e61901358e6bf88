-- The sessions that records speak of, each once: registered ones, and those known only through their opinions.
-- An id depends on what the locality sent (unit, code or date and kind) and on nothing of ours, so it survives a re-send.
with rejected as (select distinct file_sha, sheet, row_no from clean.session_issue where severity = 'reject')
select
    substr(md5(r.origin || '|' || r.unit_id || '|' || r.channel || '|'
        || coalesce('code:' || r.session_code, 'row:' || cast(r.held_on as varchar) || '|' || r.file_sha || '|' || r.sheet || '|' || cast(r.row_no as varchar))), 1, 16) as session_id,
    case when r.notice_on >= r.held_on and r.notice_on_precision = 'day' then r.notice_on end as notice_on,
    r.origin, r.unit_id, r.session_code, r.held_on, r.file_sha, r.sheet, r.row_no
from clean.session_claim r
left join rejected x on x.file_sha = r.file_sha and x.sheet = r.sheet and x.row_no = r.row_no
where x.row_no is null
