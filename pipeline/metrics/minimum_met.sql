-- vi:   Tỷ lệ đơn vị đạt số cuộc tối thiểu
-- en:   Units that held the minimum number of sessions
-- num_vi: lượt đơn vị (một đơn vị trong một kỳ) đã tổ chức đủ số cuộc tối thiểu
-- num_en: units, once for each period, that held at least the number required
-- den_vi: lượt đơn vị có số liệu trong kỳ đã kết thúc; đơn vị không có số liệu để riêng, không tính là không
-- den_en: units with data, once for each period that has ended; units without data stand beside and are not counted as zero
-- unit: percent
-- better: up
-- rule: qc-07-tu-frequency, luat-72-2025-dieu-43-frequency
-- version: 1
-- order: unit_id, month
select unit_id, cast(date_trunc('month', period_end) as date) as month, level, cast(null as varchar) as session_kind,
    cast(null as varchar) as topic_l1, origin, cast(null as varchar) as session_id,
    count(*) filter (where status = 'met' and period_end <= as_of) as num,
    count(*) filter (where status in ('met', 'missed_open') and period_end <= as_of) as den,
    count(*) filter (where status = 'not_due' or (status = 'met' and period_end > as_of)) as not_due,
    cast(0 as bigint) as no_clock,
    count(*) filter (where status = 'exempt') as exempt, count(*) filter (where status = 'unknown') as unknown
from model.frequency cross join model.run where channel = 'doi_thoai'
group by unit_id, month, level, origin
