-- vi:   Tỷ lệ hồ sơ đủ ngày tháng
-- en:   Records with all their dates
-- num_vi: ý kiến có ngày hội nghị rõ đến ngày và có ngày của mọi việc đã ghi là xong (trả lời, giải quyết, chuyển)
-- num_en: opinions whose session has its day, and whose reply, resolution or forwarding has its date if recorded as done
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: up
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where session_on_precision = 'day' and not replied_in_month
        and not (outcome = 'resolved' and resolved_on is null) and not (outcome = 'forwarded' and forwarded_on is null and outcome_on is null)
        and not (outcome = 'explained' and replied_on is null and outcome_on is null and not answered_at_session)) as num,
    count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, origin
