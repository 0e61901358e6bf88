-- vi:   Cơ cấu ý kiến theo lĩnh vực
-- en:   Share of opinions by topic
-- num_vi: ý kiến thuộc lĩnh vực
-- num_en: opinions on the topic
-- den_vi: toàn bộ ý kiến có hồ sơ của cùng đơn vị, tháng và hình thức
-- den_en: all recorded opinions of the same unit, month and kind of session
-- unit: percent
-- better: none
-- by: topic_l1
-- version: 1
-- kind: view
-- A row for every topic, also where it has no opinion: so sums over places and months keep the right denominator.
-- Only ever read one topic at a time; over all topics the denominators would count each opinion once a topic.
with whole as (
    select unit_id, month, level, session_kind, origin, sum(value) as den from metrics.opinions
    group by unit_id, month, level, session_kind, origin
),
part as (
    select unit_id, month, level, session_kind, origin, topic_l1, sum(value) as num from metrics.opinions
    group by unit_id, month, level, session_kind, origin, topic_l1
)
select w.unit_id, w.month, w.level, w.session_kind, t.topic_id as topic_l1, w.origin,
    cast(coalesce(p.num, 0) as bigint) as num, cast(w.den as bigint) as den
from whole w
cross join model.topic t
left join part p on p.unit_id = w.unit_id and p.month = w.month and p.level = w.level
    and p.session_kind is not distinct from w.session_kind and p.origin = w.origin and p.topic_l1 = t.topic_id
where t.parent_id is null
