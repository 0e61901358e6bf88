-- vi:   Tỷ lệ thông báo tổ chức đúng hạn
-- en:   Sessions announced on time
-- num_vi: cuộc đối thoại đã thông báo thời gian, địa điểm, nội dung đủ số ngày trước theo quy định (Điều 43: ít nhất 7 ngày)
-- num_en: sessions announced at least the required number of days before (Article 43: 7 days)
-- den_vi: cuộc đối thoại phải thông báo trước và biết ngày thông báo; không ghi ngày thì xếp vào không đủ dữ liệu, không tính là chưa thông báo
-- den_en: sessions that had to be announced and whose announcement is dated; no date is "not enough data", not "was not announced"
-- unit: percent
-- better: up
-- rule: luat-72-2025-dieu-43-announce
-- version: 1
-- fact: session
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where status = 'met' and due_on <= as_of) as num,
    count(*) filter (where status in ('met', 'missed_done', 'missed_open') and due_on <= as_of) as den,
    count(*) filter (where status = 'not_due' or (status in ('met', 'missed_done') and due_on > as_of)) as not_due,
    count(*) filter (where status = 'no_clock' or (status = 'met' and due_on is null)) as no_clock,
    count(*) filter (where status = 'exempt') as exempt, count(*) filter (where status = 'unknown') as unknown
from model.obligation cross join model.run where kind = 'announce' and channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, origin
