-- What is wrong with received reports of counts, cell by cell. A row with any `reject` gives no figure.
with reading as (select * from clean.aggregate_reading),
of_row as (
    select file_sha, sheet, row_no, min(unit_text) as unit_text, min(place_problem) as place_problem, min(place_candidates) as place_candidates,
        min(period_problem) as period_problem, min(period_text) as period_text, min(period_end) as period_end, min(channel_text) as channel_text, min(channel) as channel
    from reading group by file_sha, sheet, row_no
),
share as (
    select r.file_sha, r.sheet, r.row_no, r.measure, r.value_text, r.value, greatest(0.001, power(10, -(r.decimals + 2))) as near,
        0.5 * power(10, -(r.decimals + 2)) as half, w.opinions as n, w.carried_over as more,
        case r.measure when 'resolved_share' then w.resolved when 'replied_share' then w.replied when 'answered_share' then w.answered_at_session
            when 'in_progress_share' then w.in_progress end as part
    from reading r join clean.aggregate_row w on w.file_sha = r.file_sha and w.sheet = r.sheet and w.row_no = r.row_no
    where r.measure like '%_share' and r.qualifier = 'exact' and r.value is not null and w.opinions > 0
),
found as (
    select file_sha, sheet, row_no, 'unit' as column_name, 'place_' || place_problem as rule,
        coalesce(unit_text, '') || case when place_candidates <> '' then ' → ' || place_candidates else '' end as value_text
        from of_row where place_problem in ('missing', 'unknown', 'ambiguous', 'dissolved', 'warned', 'organ_unplaced')
    union all select file_sha, sheet, row_no, 'unit', 'organ_host', unit_text from of_row where place_problem = 'organ'
    union all select file_sha, sheet, row_no, 'period_end', 'period_' || period_problem, period_text from of_row where period_problem is not null
    union all select r.file_sha, r.sheet, r.row_no, 'period_end', 'period_in_future', cast(r.period_end as varchar) from of_row r cross join clean.run where r.period_end > clean.run.as_of
    union all select file_sha, sheet, row_no, 'channel', 'term_unknown', channel_text from of_row where channel is null
    union all select file_sha, sheet, row_no, measure, case code when 'fractional' then 'count_fractional' when 'negative' then 'count_negative' else 'figure_invalid' end, value_text
        from reading where code in ('fractional', 'negative', 'invalid')
    union all select file_sha, sheet, row_no, measure, 'dash_unexplained', value_text from reading where dash_unexplained
    union all select file_sha, sheet, row_no, measure, 'khong_read_as_none', value_text from reading where code = 'khong'
    union all select file_sha, sheet, row_no, measure, 'percent_differs', value_text || ' ≠ ' || cast(part as bigint) || '/' || cast(n as bigint) from share
        where part is not null and abs(value - part / n) > near and abs(value - part / (n + more)) > near
    union all select file_sha, sheet, row_no, measure, 'percent_impossible', value_text || ' / ' || cast(n as bigint) from share
        where part is null and abs(value - round(value * n) / n) > half + 1e-9 and abs(value - round(value * (n + more)) / (n + more)) > half + 1e-9
    union all select file_sha, sheet, row_no, 'resolved', 'part_exceeds_whole', cast(cast(resolved as bigint) as varchar) || ' > ' || cast(cast(opinions + carried_over as bigint) as varchar)
        from clean.aggregate_row where resolved > opinions + carried_over
    union all select file_sha, sheet, row_no, 'replied', 'part_exceeds_whole', cast(cast(replied as bigint) as varchar) || ' > ' || cast(cast(opinions + carried_over as bigint) as varchar)
        from clean.aggregate_row where replied > opinions + carried_over
    union all select file_sha, sheet, row_no, 'answered_at_session', 'part_exceeds_whole', cast(cast(answered_at_session as bigint) as varchar) || ' > ' || cast(cast(opinions + carried_over as bigint) as varchar)
        from clean.aggregate_row where answered_at_session > opinions + carried_over
    union all select file_sha, sheet, row_no, 'overdue', 'part_exceeds_whole', cast(cast(overdue as bigint) as varchar) || ' > ' || cast(cast(opinions + carried_over as bigint) as varchar)
        from clean.aggregate_row where overdue > opinions + carried_over
    union all select file_sha, sheet, row_no, 'opinions', 'parts_differ', cast(cast(opinions as bigint) as varchar) || ' ≠ ' || cast(cast(opinions_before + opinions_at + opinions_after as bigint) as varchar)
        from clean.aggregate_row where opinions_before + opinions_at + opinions_after <> opinions
    union all select file_sha, sheet, row_no, 'opinions', 'parts_differ', cast(cast(opinions as bigint) as varchar) || ' ≠ '
            || cast(cast(resolved + in_progress + not_resolved + coalesce(explained, 0) + coalesce(forwarded, 0) as bigint) as varchar)
        from clean.aggregate_row where resolved + in_progress + not_resolved + coalesce(explained, 0) + coalesce(forwarded, 0) not in (opinions, opinions + carried_over)
    union all select file_sha, sheet, row_no, 'opinions', 'ratio_implausible', cast(cast(opinions as bigint) as varchar) || ' / ' || cast(cast(sessions as bigint) as varchar)
        from clean.aggregate_row where sessions > 0 and (opinions > 60 * sessions or opinions < sessions and opinions > 0)
    union all select file_sha, sheet, row_no, 'opinions', 'opinions_without_session', cast(cast(opinions as bigint) as varchar)
        from clean.aggregate_row where sessions = 0 and opinions > 0
)
select 'aggregate' as table_name, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity, f.value_text
from found f join raw.check c on c.rule = f.rule
