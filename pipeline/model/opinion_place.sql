-- kind: scratch
-- The session of each way that opinions name one, as it stands at the cut-off: what tens of opinions have in common is kept once.
select k.key_no, k.file_sha, k.sheet, cast(k.origin as clean.code) as origin, s.session_id, cast(s.channel as clean.code) as channel, s.unit_id, cast(s.level as clean.code) as level,
    s.month, cast(s.kind as clean.code) as session_kind, s.held_on as session_on, cast(s.held_on_precision as clean.code) as session_on_precision, r.as_of
from clean.opinion_session k
join model.session s on s.session_id = k.session_id
cross join clean.run r
