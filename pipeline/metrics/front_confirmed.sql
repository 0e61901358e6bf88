-- vi:   Tỷ lệ kết quả được MTTQ xác nhận đã thực hiện
-- en:   Results confirmed by the Fatherland Front
-- num_vi: ý kiến báo cáo đã giải quyết xong và được Mặt trận Tổ quốc xác nhận đã thực hiện
-- num_en: opinions reported as resolved that the Fatherland Front confirmed as carried out
-- den_vi: ý kiến báo cáo đã giải quyết xong mà sổ có ghi kết quả xác nhận (có hoặc không); ô để trống không tính vào mẫu số
-- den_en: opinions reported as resolved for which the register says whether they were confirmed; an empty cell is in no denominator
-- unit: percent
-- better: up
-- version: 1
-- fact: topic
select session_id, unit_id, month, level, session_kind, topic_l1, origin,
    count(*) filter (where outcome = 'resolved' and front_confirmed) as num, count(*) filter (where outcome = 'resolved' and front_confirmed is not null) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, topic_l1, origin
