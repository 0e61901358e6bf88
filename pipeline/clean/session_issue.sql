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
dated as (
    select file_sha, sheet, row_no, held_on, unnest(['held_on', 'announced_on', 'notice_on', 'result_published_on']) as column_name,
        unnest([held_on, announced_on, notice_on, result_published_on]) as day,
        unnest([held_on_text, announced_on_text, notice_on_text, result_published_on_text]) as value_text
    from reading
),
-- A session of one day and kind that a unit and one above it both report, with a count or the theme in common.
stated as (
    select file_sha, sheet, row_no, origin, unit_id, unit_text, held_on, held_on_text, kind, channel, attendees, theme,
        coalesce(opinions_before, 0) + coalesce(opinions_at, 0) + coalesce(opinions_after, 0) as opinions
    from reading where unit_id is not null and held_on is not null
),
above as (
    select unit_id, parent_unit_id, coalesce(valid_from, date '0001-01-01') as valid_from, coalesce(valid_to, date '9999-12-31') as valid_to
    from clean.unit_version where parent_unit_id is not null
),
lower as (
    select s.*, u.parent_unit_id as above_id from stated s join above u on u.unit_id = s.unit_id and u.valid_from <= s.held_on and s.held_on < u.valid_to
    union all
    select s.*, uu.parent_unit_id from stated s join above u on u.unit_id = s.unit_id and u.valid_from <= s.held_on and s.held_on < u.valid_to
        join above uu on uu.unit_id = u.parent_unit_id and uu.valid_from <= s.held_on and s.held_on < uu.valid_to
),
across as (
    select l.file_sha, l.sheet, l.row_no, l.held_on_text || ' = ' || min(h.unit_text) as value_text
    from lower l join stated h on h.unit_id = l.above_id and h.held_on = l.held_on and h.origin = l.origin and h.channel = l.channel and h.kind is not distinct from l.kind
    where coalesce(h.attendees = l.attendees, true) and (h.opinions = l.opinions or h.opinions = 0 or l.opinions = 0)
        and (h.attendees = l.attendees or h.opinions = l.opinions and h.opinions > 0 or lower(h.theme) = lower(l.theme))
    group by l.file_sha, l.sheet, l.row_no, l.held_on_text
),
found as (
    select file_sha, sheet, row_no, 'held_on' as column_name, 'date_missing' as rule, held_on_text as value_text from reading where held_on is null and coalesce(held_on_problem, 'none') = 'none'
    union all select file_sha, sheet, row_no, 'held_on', 'date_' || case held_on_problem when 'words' then 'invalid' else held_on_problem end, held_on_text from reading where held_on_problem <> 'none'
    union all select file_sha, sheet, row_no, 'held_on', 'date_not_to_the_day', held_on_text from reading where held_on_precision <> 'day'
    union all select file_sha, sheet, row_no, 'announced_on', 'date_' || announced_on_problem, announced_on_text from reading where announced_on_problem is not null
    union all select file_sha, sheet, row_no, 'notice_on', 'date_' || notice_on_problem, notice_on_text from reading where notice_on_problem is not null
    union all select file_sha, sheet, row_no, 'result_published_on', 'date_' || result_published_on_problem, result_published_on_text from reading where result_published_on_problem is not null
    union all select file_sha, sheet, row_no, 'notice_on', 'date_not_to_the_day', notice_on_text from reading where notice_on_precision <> 'day'
    union all select file_sha, sheet, row_no, 'unit', 'place_' || place_problem,
        coalesce(unit_text, '') || case when place_candidates <> '' then ' → ' || place_candidates else '' end
        from reading where place_problem in ('missing', 'unknown', 'ambiguous', 'dissolved', 'warned', 'organ_unplaced')
    union all select file_sha, sheet, row_no, 'unit', 'organ_host', unit_text from reading where place_problem = 'organ'
    union all select file_sha, sheet, row_no, 'attendees', 'count_' || case when attendees_problem = 'invalid' and regexp_matches(attendees_text, '^[1-9][0-9]{0,2},[0-9]{3}$') then 'ambiguous' else attendees_problem end, attendees_text from reading where attendees_problem is not null
    union all select file_sha, sheet, row_no, 'opinions_before', 'count_' || case when opinions_before_problem = 'invalid' and regexp_matches(opinions_before_text, '^[1-9][0-9]{0,2},[0-9]{3}$') then 'ambiguous' else opinions_before_problem end, opinions_before_text from reading where opinions_before_problem is not null
    union all select file_sha, sheet, row_no, 'opinions_at', 'count_' || case when opinions_at_problem = 'invalid' and regexp_matches(opinions_at_text, '^[1-9][0-9]{0,2},[0-9]{3}$') then 'ambiguous' else opinions_at_problem end, opinions_at_text from reading where opinions_at_problem is not null
    union all select file_sha, sheet, row_no, 'opinions_after', 'count_' || case when opinions_after_problem = 'invalid' and regexp_matches(opinions_after_text, '^[1-9][0-9]{0,2},[0-9]{3}$') then 'ambiguous' else opinions_after_problem end, opinions_after_text from reading where opinions_after_problem is not null
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
    union all select file_sha, sheet, row_no, 'held_on', 'session_across_levels', value_text from across
    union all select file_sha, sheet, row_no, 'opinions_at', 'ratio_implausible', cast(opinions as varchar) || ' / 1' from stated where opinions > 60
    union all select file_sha, sheet, row_no, 'attendees', 'attendees_implausible', attendees_text from reading where attendees not between 5 and 5000
    union all select d.file_sha, d.sheet, d.row_no, d.column_name, 'date_in_future', d.value_text from dated d cross join clean.run where d.day > clean.run.as_of and d.column_name <> 'held_on'
    union all select d.file_sha, d.sheet, d.row_no, d.column_name, 'date_far', d.value_text from dated d cross join clean.run
        where d.day < date '2000-01-01' or d.day > clean.run.as_of + 730 or abs(d.day - d.held_on) > 730
)
-- A spreadsheet under English settings makes 7.32 of the 7.320 that was typed: the number that may have been meant is said.
select 'session' as table_name, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity,
    f.value_text || case when f.rule in ('count_fractional', 'count_ambiguous') and regexp_matches(f.value_text, '^[1-9][0-9]{0,2}[,.][0-9]{1,3}$')
        then ' → ' || regexp_extract(f.value_text, '^[0-9]+') || '.' || rpad(regexp_extract(f.value_text, '[0-9]+$'), 3, '0') || ' ?' else '' end as value_text
from found f join raw.check c on c.rule = f.rule
