-- What is wrong with received sessions, cell by cell. A row with any `reject` is left out of clean.session.
with reading as (select * from clean.session_reading),
first_of_code as (
    select origin, unit_id, session_code, min(file_sha || ':' || sheet || ':' || lpad(cast(row_no as varchar), 12, '0')) as kept
    from reading where session_code is not null and unit_id is not null and held_on is not null
    group by origin, unit_id, session_code having count(*) > 1
),
twins as (
    select origin, unit_id, held_on, kind, channel from reading
    where unit_id is not null and held_on is not null
    group by origin, unit_id, held_on, kind, channel having count(*) > 1
),
found as (
    select file_sha, sheet, row_no, 'held_on' as column_name, 'date_missing' as rule, held_on_text as value_text from reading where trim(coalesce(held_on_text, '')) = ''
    union all select file_sha, sheet, row_no, 'held_on', 'date_invalid', held_on_text from reading where held_on_problem is not null and trim(coalesce(held_on_text, '')) <> ''
    union all select file_sha, sheet, row_no, 'held_on', 'date_not_to_the_day', held_on_text from reading where held_on_precision <> 'day'
    union all select file_sha, sheet, row_no, 'announced_on', 'date_invalid', announced_on_text from reading where announced_on_problem is not null
    union all select file_sha, sheet, row_no, 'notice_on', 'date_invalid', notice_on_text from reading where notice_on_problem is not null
    union all select file_sha, sheet, row_no, 'result_published_on', 'date_invalid', result_published_on_text from reading where result_published_on_problem is not null
    union all select file_sha, sheet, row_no, 'notice_on', 'date_not_to_the_day', notice_on_text from reading where notice_on_precision <> 'day'
    union all select file_sha, sheet, row_no, 'unit', 'place_' || place_problem,
        coalesce(unit_text, '') || case when place_candidates <> '' then ' → ' || place_candidates else '' end
        from reading where place_problem in ('missing', 'unknown', 'ambiguous', 'dissolved', 'warned', 'organ_unplaced')
    union all select file_sha, sheet, row_no, 'unit', 'organ_host', unit_text from reading where place_problem = 'organ'
    union all select file_sha, sheet, row_no, 'attendees', 'count_' || attendees_problem, attendees_text from reading where attendees_problem is not null
    union all select file_sha, sheet, row_no, 'opinions_before', 'count_' || opinions_before_problem, opinions_before_text from reading where opinions_before_problem is not null
    union all select file_sha, sheet, row_no, 'opinions_at', 'count_' || opinions_at_problem, opinions_at_text from reading where opinions_at_problem is not null
    union all select file_sha, sheet, row_no, 'opinions_after', 'count_' || opinions_after_problem, opinions_after_text from reading where opinions_after_problem is not null
    union all select file_sha, sheet, row_no, 'kind', 'term_unknown', kind_text from reading where kind is null and trim(coalesce(kind_text, '')) <> ''
    union all select file_sha, sheet, row_no, 'mode', 'term_unknown', mode_text from reading where mode is null and trim(coalesce(mode_text, '')) <> ''
    union all select file_sha, sheet, row_no, 'channel', 'term_unknown', channel_text from reading where channel is null
    union all select file_sha, sheet, row_no, 'host_role', 'term_unknown', host_role_text from reading where host_role is null and trim(coalesce(host_role_text, '')) <> ''
    union all select file_sha, sheet, row_no, 'host_is_head', 'term_unknown', host_is_head_text from reading where host_is_head is null and trim(coalesce(host_is_head_text, '')) <> ''
    union all select file_sha, sheet, row_no, 'notice_on', 'notice_before_session', notice_on_text from reading where notice_on < held_on
    union all select file_sha, sheet, row_no, 'announced_on', 'announced_after_session', announced_on_text from reading where announced_on > held_on
    union all select file_sha, sheet, row_no, 'result_published_on', 'published_before_session', result_published_on_text from reading where result_published_on < held_on
    union all select r.file_sha, r.sheet, r.row_no, 'held_on', 'held_in_future', r.held_on_text from reading r cross join clean.run where r.held_on > clean.run.as_of
    union all select r.file_sha, r.sheet, r.row_no, 'session_code', 'session_duplicate', r.session_code
        from reading r join first_of_code f on f.origin = r.origin and f.unit_id = r.unit_id and f.session_code = r.session_code
        where f.kept <> r.file_sha || ':' || r.sheet || ':' || lpad(cast(r.row_no as varchar), 12, '0')
    union all select r.file_sha, r.sheet, r.row_no, 'held_on', 'session_repeated', r.held_on_text
        from reading r join twins t on t.origin = r.origin and t.unit_id = r.unit_id and t.held_on = r.held_on
            and t.kind is not distinct from r.kind and t.channel is not distinct from r.channel
)
select 'session' as table_name, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity, f.value_text
from found f join raw.check c on c.rule = f.rule
