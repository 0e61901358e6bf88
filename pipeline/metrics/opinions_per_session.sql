-- vi:   Bình quân ý kiến một cuộc
-- en:   Opinions a session
-- num_vi: ý kiến có hồ sơ
-- num_en: recorded opinions
-- den_vi: cuộc đối thoại, kể cả cuộc không có ý kiến nào trong hồ sơ
-- den_en: sessions, those without a recorded opinion among them
-- unit: mean
-- better: none
-- version: 1
-- order: unit_id, month, session_id
select s.session_id, s.unit_id, s.month, s.level, s.kind as session_kind, cast(null as varchar) as topic_l1, s.origin,
    coalesce(o.opinions, 0) as num, cast(1 as bigint) as den
from model.session s
left join (select session_id, count(*) as opinions from model.opinion group by session_id) o on o.session_id = s.session_id
where s.channel = 'doi_thoai'
