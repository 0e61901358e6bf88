-- kind: late
-- order: -
-- Every topic of an opinion, one of them primary. What its reporter filed it under comes first and is the primary one (source
-- reported); what the words of its text point to stands beside it (source rule), with the sum of the weights of the phrases found.
-- An opinion without a row is under "Khác" for want of both.
with named as (
    select opinion_id, origin, unit_id, session_id, month, topic, topic_source, filing_key
    from model.opinion_seen where topic is not null or filing_key is not null
),
label as (select key, cast(topic as clean.code) as topic, score from clean.filing_label),
listed as (
    select opinion_id, origin, unit_id, session_id, month, topic as topic_id, topic_source as source, cast(null as double) as score, true as is_primary
    from named where topic_source = 'reported'
    union all
    select n.opinion_id, n.origin, n.unit_id, n.session_id, n.month, l.topic, cast('rule' as clean.code), l.score, n.topic_source = 'rule' and l.topic = n.topic
    from named n join label l on l.key = n.filing_key
    where n.topic_source = 'rule' or l.topic <> n.topic
),
topic as (select cast(topic_id as clean.code) as topic_id, cast(coalesce(parent_id, topic_id) as clean.code) as topic_l1 from clean.topic)
select l.opinion_id, l.session_id, l.unit_id, l.month, l.origin, l.topic_id, t.topic_l1, l.source, l.score, l.is_primary
from listed l join topic t on t.topic_id = l.topic_id
