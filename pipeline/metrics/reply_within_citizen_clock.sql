-- vi:   Tỷ lệ trả lời trong hạn tính từ hội nghị
-- en:   Replies within the citizen's clock
-- num_vi: trả lời bằng văn bản trong tổng thời hạn thông báo và trả lời, tính từ ngày hội nghị
-- num_en: written replies within the notice and reply periods added up, counted from the session
-- den_vi: kiến nghị phải trả lời theo quy định và đã hết tổng thời hạn ấy vào ngày chốt số liệu (không kể nội dung đã làm rõ tại hội nghị, vụ việc phức tạp hoặc vượt thẩm quyền đã thông báo, chuyển trong hạn); hạn riêng của người chủ trì không dời tổng thời hạn này
-- den_en: opinions that a rule owes a reply and whose total period has ended by the cut-off (not those made clear at the session, nor complex or forwarded ones declared in time); a date set by the chair does not move it
-- unit: percent
-- better: up
-- rule: qc-07-tu-notice + qc-07-tu-reply
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where citizen_status = 'met' and citizen_due_on <= as_of) as num,
    count(*) filter (where citizen_status in ('met', 'missed_done', 'missed_open') and citizen_due_on <= as_of) as den,
    count(*) filter (where citizen_status = 'not_due' or (citizen_status in ('met', 'missed_done') and citizen_due_on > as_of)) as not_due,
    count(*) filter (where citizen_status = 'no_clock' or (citizen_status = 'met' and citizen_due_on is null)) as no_clock,
    count(*) filter (where citizen_status = 'exempt') as exempt, count(*) filter (where citizen_status = 'unknown') as unknown
from model.obligation cross join model.run where kind = 'reply' and citizen_status is not null and channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
