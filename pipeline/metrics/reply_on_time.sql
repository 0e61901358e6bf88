-- vi:   Tỷ lệ trả lời đúng hạn
-- en:   Replies sent on time
-- num_vi: trả lời bằng văn bản trong hạn, tính từ ngày thông báo kết luận (hoặc hạn do người chủ trì đặt)
-- num_en: written replies sent by their due date, counted from the conclusions notice (or by the date the chair set)
-- den_vi: kiến nghị phải trả lời và đã đến hạn vào ngày chốt số liệu (không kể nội dung đã làm rõ tại hội nghị, vụ việc phức tạp hoặc vượt thẩm quyền đã thông báo, chuyển trong hạn); quá hạn chưa trả lời tính là trễ
-- den_en: opinions that are owed a reply due by the cut-off (not those made clear at the session, nor complex or forwarded ones declared in time); overdue and unanswered counts as late
-- unit: percent
-- better: up
-- rule: qc-07-tu-reply
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where status = 'met' and due_on <= as_of) as num,
    count(*) filter (where status in ('met', 'missed_done', 'missed_open') and due_on <= as_of) as den,
    count(*) filter (where status = 'not_due' or (status in ('met', 'missed_done') and due_on > as_of)) as not_due,
    count(*) filter (where status = 'no_clock' or (status = 'met' and due_on is null)) as no_clock,
    count(*) filter (where status = 'exempt') as exempt, count(*) filter (where status = 'unknown') as unknown
from model.obligation cross join model.run where kind = 'reply' and channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
