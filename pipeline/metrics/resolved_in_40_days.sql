-- vi:   Tỷ lệ giải quyết xong trong 40 ngày
-- en:   Resolved within 40 days
-- num_vi: ý kiến giải quyết xong trong 40 ngày kể từ ngày hội nghị (ngày thứ 40 vẫn trong hạn)
-- num_en: opinions resolved within 40 days of the session (the 40th day is in time)
-- den_vi: ý kiến của các cuộc đã đủ 40 ngày tuổi vào ngày chốt số liệu; ý kiến giải quyết xong mà không rõ ngày không tính vào phần nào
-- den_en: opinions of sessions at least 40 days old at the cut-off; those resolved on an unknown day are in neither part
-- unit: percent
-- better: up
-- version: 1
-- order: unit_id, month, session_id, topic_l1
-- The matured cohort of stats/methods.md §2.5: sessions too young to be judged stay out, early finishers among them, else only the fast half
-- of recent cases would count. Its window is the citizen's clock of Quy chế 07-QC/TU: 10 days for the notice and 30 for the reply.
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where matured and dated and resolved_on <= last_on) as num,
    count(*) filter (where matured and dated) as den,
    count(*) filter (where not matured) as not_due, cast(0 as bigint) as no_clock, cast(0 as bigint) as exempt,
    count(*) filter (where matured and not dated) as unknown
from (
    select o.*, s.held_on_precision = 'day' and (o.outcome <> 'resolved' or o.resolved_on is not null) as dated,
        cast(o.session_on + to_days(40) as date) as last_on, cast(o.session_on + to_days(40) as date) <= r.as_of as matured
    from model.opinion o join model.session s on s.session_id = o.session_id cross join model.run r
    where o.channel = 'doi_thoai'
) aged
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
