-- vi:   Tỷ lệ giải quyết xong trong 40 ngày
-- en:   Resolved within 40 days
-- num_vi: ý kiến giải quyết xong trong 40 ngày kể từ ngày hội nghị (ngày thứ 40 vẫn trong hạn)
-- num_en: opinions resolved within 40 days of the session (the 40th day is in time)
-- den_vi: ý kiến của các cuộc đã đủ 40 ngày tuổi vào ngày chốt số liệu; ý kiến giải quyết xong mà không rõ ngày không tính vào phần nào
-- den_en: opinions of sessions at least 40 days old at the cut-off; those resolved on an unknown day are in neither part
-- unit: percent
-- better: up
-- version: 1
-- fact: topic
-- The matured cohort of stats/methods.md §2.5: sessions too young to be judged stay out, early finishers among them, else only the fast half
-- of recent cases would count. Its window is the citizen's clock of Quy chế 07-QC/TU: 10 days for the notice and 30 for the reply.
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where date_diff('day', session_on, as_of) >= 40 and session_on_precision = 'day' and date_diff('day', session_on, resolved_on) <= 40) as num,
    count(*) filter (where date_diff('day', session_on, as_of) >= 40 and session_on_precision = 'day' and (outcome <> 'resolved' or resolved_on is not null)) as den,
    count(*) filter (where date_diff('day', session_on, as_of) < 40) as not_due, cast(0 as bigint) as no_clock, cast(0 as bigint) as exempt,
    count(*) filter (where date_diff('day', session_on, as_of) >= 40 and not (session_on_precision = 'day' and (outcome <> 'resolved' or resolved_on is not null))) as unknown
from model.opinion cross join model.run where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
