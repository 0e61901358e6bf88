-- kind: late
-- order: -
-- Every topic of an opinion, one of them primary. What its reporter filed it under comes first and is the primary one (source
-- reported); what the words of its text point to stands beside it (source rule), with the sum of the weights of the phrases found.
-- An opinion without a row is under "Khác" for want of both.
with named as (
    select opinion_id, origin, unit_id, session_id, month, topic, topic_source, filing_key
    from model.opinion_seen where topic is not null or filing_key is not null
),
listed as (
    select opinion_id, origin, unit_id, session_id, month, topic as topic_id, 'reported' as source, cast(null as double) as score, true as is_primary
    from named where topic_source = 'reported'
    union all
    select n.opinion_id, n.origin, n.unit_id, n.session_id, n.month, l.topic, 'rule', l.score, n.topic_source = 'rule' and l.topic = n.topic
    from named n join clean.filing_label l on l.key = n.filing_key
    where n.topic_source = 'rule' or l.topic <> n.topic
)
select opinion_id, session_id, unit_id, month, origin, topic_id, rtrim(topic_id, '0123456789') as topic_l1, source, score, is_primary
from listed
