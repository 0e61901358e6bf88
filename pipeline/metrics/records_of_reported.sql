-- vi:   Số ý kiến có hồ sơ trên số ý kiến báo cáo
-- en:   Recorded opinions over reported ones
-- num_vi: ý kiến có hồ sơ của các cuộc có báo số ý kiến
-- num_en: recorded opinions of sessions that reported how many there were
-- den_vi: số ý kiến do chính sổ cuộc đối thoại báo (trước, tại và sau hội nghị cộng lại)
-- den_en: opinions the register of sessions itself reports (before, at and after, added up)
-- unit: ratio
-- better: none
-- version: 1
-- order: unit_id, month, session_id
-- 1,00 says that each reported opinion has its record; below 1, records are missing; above 1, the report counts otherwise (groups of opinions).
select s.session_id, s.unit_id, s.month, s.level, s.kind as session_kind, cast(null as varchar) as topic_l1, s.origin,
    coalesce(o.opinions, 0) as num, s.reported as den
from (
    select *, cast(coalesce(opinions_before, 0) + coalesce(opinions_at, 0) + coalesce(opinions_after, 0) as bigint) as reported
    from model.session where channel = 'doi_thoai' and coalesce(opinions_before, opinions_at, opinions_after) is not null
) s
left join (select session_id, count(*) as opinions from model.opinion group by session_id) o on o.session_id = s.session_id
