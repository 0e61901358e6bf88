-- What is wrong with received reports of counts, cell by cell. A row with any `reject` gives no figure.
with reading as (select * from clean.aggregate_reading),
of_row as (
    select file_sha, sheet, row_no, min(unit_text) as unit_text, min(place_problem) as place_problem, min(place_candidates) as place_candidates,
        min(period_problem) as period_problem, min(coalesce(period_text, period_label)) as period_text, min(period_end) as period_end, min(channel_text) as channel_text, min(channel) as channel
    from reading group by file_sha, sheet, row_no
),
share as (
    select r.file_sha, r.sheet, r.row_no, r.measure, r.value_text, r.value, greatest(0.001, power(10, -(r.decimals + 2))) as near,
        0.5 * power(10, -(r.decimals + 2)) as half, w.opinions as n, w.carried_over as more,
        case r.measure when 'resolved_share' then w.resolved when 'replied_share' then w.replied when 'answered_share' then w.answered_at_session
            when 'in_progress_share' then w.in_progress when 'handled_share' then w.handled end as part
    from reading r join clean.aggregate_row w on w.file_sha = r.file_sha and w.sheet = r.sheet and w.row_no = r.row_no
    where r.measure like '%_share' and r.qualifier = 'exact' and r.value is not null and w.opinions > 0
),
part as (
    select file_sha, sheet, row_no, opinions + carried_over as whole,
        unnest(['resolved', 'handled', 'replied', 'answered_at_session', 'overdue', 'in_progress', 'explained', 'not_resolved', 'forwarded']) as part,
        unnest([resolved, handled, replied, answered_at_session, overdue, in_progress, explained, not_resolved, forwarded]) as n
    from clean.aggregate_row
),
-- The same figure of a unit and period given by two rows of one file. Files are held against each other elsewhere.
placed as (
    select file_sha, sheet, row_no, measure, value_text, row_number() over same as place, first_value(value_text) over same as first_text
    from reading where unit_id is not null and period_end is not null and status not in ('not_reported', 'not_applicable')
    window same as (partition by file_sha, origin, unit_id, level_scope, channel, session_kind, counting_unit, measure, period_start, period_end order by sheet, row_no)
),
-- Periods of one unit and level in one file that overlap: such figures must not be added up. The longer, or later, is named.
spans as (
    select distinct file_sha, sheet, row_no, origin, unit_id, level_scope, channel, session_kind, period_start, period_end
    from reading where unit_id is not null and period_start is not null and period_end is not null and not is_cumulative
),
overlapping as (
    select b.file_sha, b.sheet, b.row_no,
        strftime(min(b.period_start), '%d/%m/%Y') || '–' || strftime(min(b.period_end), '%d/%m/%Y') || ' ∩ '
            || strftime(min(a.period_start), '%d/%m/%Y') || '–' || strftime(min(a.period_end), '%d/%m/%Y') as value_text
    from spans a join spans b on b.file_sha = a.file_sha and b.origin = a.origin and b.unit_id = a.unit_id and b.level_scope is not distinct from a.level_scope
        and b.channel = a.channel and b.session_kind is not distinct from a.session_kind
    where (a.period_start, a.period_end) <> (b.period_start, b.period_end) and a.period_start <= b.period_end and b.period_start <= a.period_end
        and (b.period_end - b.period_start, b.period_end) > (a.period_end - a.period_start, a.period_end)
    group by b.file_sha, b.sheet, b.row_no
),
found as (
    select file_sha, sheet, row_no, 'unit' as column_name, 'place_' || place_problem as rule,
        coalesce(unit_text, '') || case when place_candidates <> '' then ' → ' || place_candidates else '' end as value_text
        from of_row where place_problem in ('missing', 'unknown', 'ambiguous', 'dissolved', 'warned', 'organ_unplaced')
    union all select file_sha, sheet, row_no, 'unit', 'organ_host', unit_text from of_row where place_problem = 'organ'
    union all select file_sha, sheet, row_no, 'period_end', 'period_' || period_problem, period_text from of_row where period_problem is not null
    union all select r.file_sha, r.sheet, r.row_no, 'period_end', 'period_in_future', cast(r.period_end as varchar) from of_row r cross join clean.run where r.period_end > clean.run.as_of
    union all select file_sha, sheet, row_no, 'channel', 'term_unknown', channel_text from of_row where channel is null
    union all select file_sha, sheet, row_no, measure, case code when 'fractional' then 'count_fractional' when 'ambiguous' then 'count_ambiguous' when 'negative' then 'count_negative' else 'figure_invalid' end, value_text
        from reading where code in ('fractional', 'ambiguous', 'negative', 'invalid')
    union all select file_sha, sheet, row_no, measure, 'dash_unexplained', value_text from reading where dash_unexplained
    union all select file_sha, sheet, row_no, measure, 'khong_read_as_none', value_text from reading where code = 'khong'
    union all select file_sha, sheet, row_no, measure, 'percent_differs', value_text || ' ≠ ' || cast(part as bigint) || '/' || cast(n as bigint) from share
        where part is not null and abs(value - part / n) > near and abs(value - part / (n + more)) > near
    union all select file_sha, sheet, row_no, measure, 'percent_impossible', value_text || ' / ' || cast(n as bigint) from share
        where part is null and abs(value - round(value * n) / n) > half + 1e-9 and abs(value - round(value * (n + more)) / (n + more)) > half + 1e-9
    union all select file_sha, sheet, row_no, part, 'part_exceeds_whole', cast(cast(n as bigint) as varchar) || ' > ' || cast(cast(whole as bigint) as varchar) from part where n > whole
    union all select file_sha, sheet, row_no, measure, 'part_exceeds_whole', value_text || ' > 100%' from reading where measure like '%_share' and lo > 1
    union all select r.file_sha, r.sheet, r.row_no, r.measure, 'denominator_differs', r.value_text || ' ≠ ' || cast(cast(w.opinions as bigint) as varchar)
        from reading r join clean.aggregate_row w on w.file_sha = r.file_sha and w.sheet = r.sheet and w.row_no = r.row_no
        where r.den not in (w.opinions, w.opinions + w.carried_over)
    union all select file_sha, sheet, row_no, 'opinions', 'parts_differ', cast(cast(opinions as bigint) as varchar) || ' ≠ ' || cast(cast(opinions_before + opinions_at + opinions_after as bigint) as varchar)
        from clean.aggregate_row where opinions_before + opinions_at + opinions_after <> opinions
    union all select file_sha, sheet, row_no, 'opinions', 'parts_differ', cast(cast(opinions as bigint) as varchar) || ' ≠ '
            || cast(cast(resolved + in_progress + not_resolved + coalesce(explained, 0) + coalesce(forwarded, 0) as bigint) as varchar)
        from clean.aggregate_row where resolved + in_progress + not_resolved + coalesce(explained, 0) + coalesce(forwarded, 0) not in (opinions, opinions + carried_over)
    union all select file_sha, sheet, row_no, 'opinions', 'ratio_implausible', cast(cast(opinions as bigint) as varchar) || ' / ' || cast(cast(sessions as bigint) as varchar)
        from clean.aggregate_row where sessions > 0 and (opinions > 60 * sessions or opinions < sessions and opinions > 0)
    union all select file_sha, sheet, row_no, 'opinions', 'opinions_without_session', cast(cast(opinions as bigint) as varchar)
        from clean.aggregate_row where sessions = 0 and opinions > 0
    union all select file_sha, sheet, row_no, 'attendees', 'opinions_without_session', cast(cast(attendees as bigint) as varchar)
        from clean.aggregate_row where sessions = 0 and attendees > 0
    union all select file_sha, sheet, row_no, 'attendees', 'attendees_implausible', cast(cast(attendees as bigint) as varchar) || ' / ' || cast(cast(sessions as bigint) as varchar)
        from clean.aggregate_row where sessions > 0 and attendees not between 5 * sessions and 5000 * sessions
    union all select r.file_sha, r.sheet, r.row_no, 'period_end', 'date_far', r.period_text from of_row r cross join clean.run
        where r.period_end < date '2000-01-01' or r.period_end > clean.run.as_of + 730
    union all select file_sha, sheet, row_no, measure, 'figure_repeated', value_text || ' / ' || first_text from placed where place > 1
    union all select file_sha, sheet, row_no, 'period_end', 'period_overlaps', value_text from overlapping
)
select 'aggregate' as table_name, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity,
    f.value_text || case when f.rule in ('count_fractional', 'count_ambiguous') and regexp_matches(f.value_text, '^[1-9][0-9]{0,2}[,.][0-9]{1,3}$')
        then ' → ' || regexp_extract(f.value_text, '^[0-9]+') || '.' || rpad(regexp_extract(f.value_text, '[0-9]+$'), 3, '0') || ' ?' else '' end as value_text
from found f join raw.check c on c.rule = f.rule
