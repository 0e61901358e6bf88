-- vi:   Tỷ lệ ý kiến không rõ kết quả
-- en:   Outcome unknown
-- num_vi: ý kiến mà hồ sơ không ghi kết quả
-- num_en: opinions whose record gives no outcome
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: down
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where outcome = 'unknown') as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, origin
