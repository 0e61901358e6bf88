-- vi:   Tỷ lệ ra thông báo kết luận đúng hạn
-- en:   Conclusions notices issued on time
-- num_vi: thông báo kết luận ban hành trong hạn
-- num_en: conclusions notices issued by their due date
-- den_vi: cuộc đối thoại phải ra thông báo và đã đến hạn vào ngày chốt số liệu (không kể cuộc mà mọi ý kiến đã được làm rõ tại hội nghị); quá hạn chưa ra tính là trễ
-- den_en: sessions that owe a notice due by the cut-off (not those where every opinion was made clear on the spot); overdue and not issued counts as late
-- unit: percent
-- better: up
-- rule: qc-07-tu-notice
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where status = 'met' and due_on <= as_of) as num,
    count(*) filter (where status in ('met', 'missed_done', 'missed_open') and due_on <= as_of) as den,
    count(*) filter (where status = 'not_due' or (status in ('met', 'missed_done') and due_on > as_of)) as not_due,
    count(*) filter (where status = 'no_clock' or (status = 'met' and due_on is null)) as no_clock,
    count(*) filter (where status = 'exempt') as exempt, count(*) filter (where status = 'unknown') as unknown
from model.obligation cross join model.run where kind = 'notice' and channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, origin
