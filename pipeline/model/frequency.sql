-- order: unit_id, rule_id, period_start
-- The sessions held against the least number required (mức thực hiện so với quy định), a row for each unit, rule and period that had
-- begun by the cut-off. Only định kỳ sessions count unless counts_kinds says otherwise; other channels know no kinds. possible: more
-- that may count, their kind or day not being known well enough. held may exceed required: published rates reach 270%.
with period as materialized (select * from model.frequency_period),
counted as (
    select f.origin, f.channel, f.unit_id, f.rule_id, f.period_start, f.required, s.held_on, s.held_exact,
        s.held_on >= f.period_start and s.held_last <= f.period_end and coalesce(
            case when f.counts_kinds is not null then '|' || f.counts_kinds || '|' like '%|' || s.kind || '|%'
                 else f.channel <> 'doi_thoai' or s.kind = 'dinh_ky' end, false) as sure
    from period f
    join model.session_event s on s.origin = f.origin and s.channel = f.channel and s.unit_id = f.unit_id
        and s.held_on <= f.period_end and s.held_last >= f.period_start
    where s.kind is null or case when f.counts_kinds is not null then '|' || f.counts_kinds || '|' like '%|' || s.kind || '|%'
        else f.channel <> 'doi_thoai' or s.kind = 'dinh_ky' end
),
numbered as (
    select *, row_number() over (partition by origin, channel, unit_id, rule_id, period_start, sure and held_exact order by held_on) as place from counted
),
summed as (
    select origin, channel, unit_id, rule_id, period_start, count(*) filter (where sure) as held, count(*) filter (where not sure) as possible,
        count(*) filter (where sure and not held_exact) as undated, max(case when sure and held_exact and place = required then held_on end) as full_on
    from numbered group by origin, channel, unit_id, rule_id, period_start
)
select f.origin, f.channel, f.unit_id, f.level, f.regulation_id, f.rule_id, f.period_start, f.period_end, f.reporting,
    coalesce(s.held, 0) as held, coalesce(s.possible, 0) as possible, f.required,
    case when not f.partial and s.undated = 0 then s.full_on end as met_on,
    case
        when f.partial then 'exempt'
        when s.held >= f.required then 'met'
        when f.period_end > f.as_of then 'not_due'
        when f.reporting = 'not_reported' or s.held + s.possible >= f.required then 'unknown'
        else 'missed_open'
    end as status
from period f
left join summed s on s.origin = f.origin and s.channel = f.channel and s.unit_id = f.unit_id and s.rule_id = f.rule_id and s.period_start = f.period_start
