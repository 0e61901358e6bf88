-- vi:   Tỷ lệ công khai kết quả đúng hạn
-- en:   Results published on time
-- num_vi: cuộc đối thoại đã công khai kết quả trong hạn (Điều 43: chậm nhất 10 ngày)
-- num_en: sessions whose result was published by its due date (Article 43: 10 days)
-- den_vi: cuộc đối thoại phải công khai kết quả và đã đến hạn vào ngày chốt số liệu; quá hạn chưa công khai tính là trễ
-- den_en: sessions whose result is to be published by the cut-off; overdue and not published counts as late
-- unit: percent
-- better: up
-- rule: luat-72-2025-dieu-43-publish
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where status = 'met' and due_on <= as_of) as num,
    count(*) filter (where status in ('met', 'missed_done', 'missed_open') and due_on <= as_of) as den,
    count(*) filter (where status = 'not_due' or (status in ('met', 'missed_done') and due_on > as_of)) as not_due,
    count(*) filter (where status = 'no_clock' or (status = 'met' and due_on is null)) as no_clock,
    count(*) filter (where status = 'exempt') as exempt, count(*) filter (where status = 'unknown') as unknown
from model.obligation cross join model.run where kind = 'publish' and channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, origin
