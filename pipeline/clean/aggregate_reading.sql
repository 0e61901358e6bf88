-- One row a figure of a received report, each cell read by the dictionaries. status tells apart what is written: a number, a
-- stated nothing, a dash that a note explains or does not, an empty cell.
select
    a.file_sha, a.sheet, a.row_no,
    case when trim(coalesce(a.simulated, '')) in ('', '0') then 'published' else 'simulated' end as origin,
    a.unit as unit_text, p.unit_id, p.problem as place_problem, p.candidates as place_candidates,
    coalesce(level.code,
        case substr(p.unit_id, 1, 1) when 'p' then 'province' when 'd' then 'district' when 'c' then 'commune' end) as level_scope,
    case sub.code when 'yes' then true when 'no' then false end as includes_subordinates,
    case when trim(coalesce(a.channel, '')) = '' then 'doi_thoai' else channel.code end as channel, a.channel as channel_text,
    kind.code as session_kind,
    period.period_start, period.period_end, coalesce(nullif(period.label, ''), a.period_label) as period_label, period.problem as period_problem,
    coalesce(a.period_end, a.period_label) as period_text,
    coalesce(cum.code = 'yes', false) as is_cumulative,
    a.measure, counting.code as counting_unit, a.counting_unit as counting_unit_text, a.value_text, a.header, a.title,
    coalesce(f.code, 'empty') as code, f.value, f.qualifier, f.lo, f.hi, f.lo_open, f.hi_open, f.decimals, f.den,
    case coalesce(f.code, 'empty')
        when 'number' then 'reported'
        when 'none_occurred' then 'none_occurred'
        when 'khong' then 'none_occurred'
        when 'not_applicable' then 'not_applicable'
        when 'dash' then coalesce(a.dash_means, said.code, 'not_reported')
        else coalesce(said.code, 'not_reported')
    end as status,
    coalesce(f.code, 'empty') = 'dash' and a.dash_means is null as dash_unexplained
from raw.aggregate a
left join clean.figure_value f on f.text = a.value_text and f.is_share = (a.measure like '%_share')
left join clean.aggregate_period period on period.label_text = coalesce(a.period_label, '') and period.start_text = coalesce(a.period_start, '')
    and period.end_text = coalesce(a.period_end, '') and period.dated_text = coalesce(a.dated, '')
left join clean.aggregate_place p on p.unit_text = coalesce(a.unit, '') and p.parent_text = coalesce(a.parent, '')
    and p.level_text = coalesce(a.level_scope, '') and p.period_end = period.period_end
left join clean.term level on level.field = 'level' and level.text = a.level_scope
left join clean.term sub on sub.field = 'yesno' and sub.text = a.includes_subordinates
left join clean.term cum on cum.field = 'yesno' and cum.text = a.is_cumulative
left join clean.term channel on channel.field = 'channel' and channel.text = a.channel
left join clean.term kind on kind.field = 'session_kind' and kind.text = a.session_kind
left join clean.term counting on counting.field = 'counting_unit' and counting.text = a.counting_unit
left join clean.term said on said.field = 'status' and said.text = a.status
