-- vi:   Tỷ lệ hồ sơ đủ ngày tháng
-- en:   Records with all their dates
-- num_vi: ý kiến có ngày hội nghị rõ đến ngày và có ngày của mọi việc đã ghi là xong (trả lời, giải quyết, chuyển)
-- num_en: opinions whose session has its day, and whose reply, resolution or forwarding has its date if recorded as done
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: up
-- version: 1
-- order: unit_id, month, session_id
select o.session_id, o.unit_id, o.month, o.level, o.session_kind, cast(null as varchar) as topic_l1, o.origin,
    count(*) filter (where s.held_on_precision = 'day' and not o.replied_in_month
        and not (o.outcome = 'resolved' and o.resolved_on is null) and not (o.outcome = 'forwarded' and o.forwarded_on is null and o.outcome_on is null)
        and not (o.outcome = 'explained' and o.replied_on is null and o.outcome_on is null and not o.answered_at_session)) as num,
    count(*) as den
from model.opinion o join model.session s on s.session_id = o.session_id
where o.channel = 'doi_thoai'
group by o.session_id, o.unit_id, o.month, o.level, o.session_kind, o.origin
