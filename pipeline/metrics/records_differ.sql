-- vi:   Tỷ lệ cuộc có số báo cáo khác số hồ sơ
-- en:   Sessions whose report and records differ
-- num_vi: cuộc có số ý kiến báo cáo khác số ý kiến có hồ sơ
-- num_en: sessions whose reported number of opinions is not the number recorded
-- den_vi: cuộc có báo số ý kiến
-- den_en: sessions that reported how many opinions there were
-- unit: percent
-- better: down
-- version: 1
-- order: unit_id, month, session_id
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    cast(case when num <> den then 1 else 0 end as bigint) as num, cast(1 as bigint) as den
from metrics.records_of_reported
