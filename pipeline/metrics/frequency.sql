-- vi:   Mức thực hiện so với số cuộc tối thiểu
-- en:   Sessions held against the minimum required
-- num_vi: cuộc định kỳ đã tổ chức trong các kỳ đã kết thúc (loại cuộc được tính theo quy định); có thể vượt 100%
-- num_en: regular sessions held in the periods that have ended (or the kinds the rule counts); may exceed 100%
-- den_vi: số cuộc tối thiểu theo quy định của các kỳ ấy; kỳ không trọn không xét, đơn vị không có số liệu để riêng
-- den_en: the least number required in those periods; partial periods are not judged, units without data stand beside
-- unit: ratio
-- better: up
-- rule: qc-07-tu-frequency, luat-72-2025-dieu-43-frequency
-- version: 1
-- order: unit_id, month
-- Everything here counts sessions: what stands beside is the number required there.
select unit_id, cast(date_trunc('month', period_end) as date) as month, level, cast(null as varchar) as session_kind,
    cast(null as varchar) as topic_l1, origin, cast(null as varchar) as session_id,
    cast(coalesce(sum(held) filter (where status in ('met', 'missed_open') and period_end <= as_of), 0) as bigint) as num,
    cast(coalesce(sum(required) filter (where status in ('met', 'missed_open') and period_end <= as_of), 0) as bigint) as den,
    cast(coalesce(sum(required) filter (where status = 'not_due' or (status = 'met' and period_end > as_of)), 0) as bigint) as not_due,
    cast(0 as bigint) as no_clock,
    cast(coalesce(sum(required) filter (where status = 'exempt'), 0) as bigint) as exempt,
    cast(coalesce(sum(required) filter (where status = 'unknown'), 0) as bigint) as unknown
from model.frequency cross join model.run where channel = 'doi_thoai'
group by unit_id, month, level, origin
