-- kind: scratch
-- The session of each way that opinions name one, as it stands at the cut-off: what tens of opinions have in common is kept once.
select k.key_no, k.file_sha, k.sheet, k.origin, s.session_id, s.channel, s.unit_id, s.level, s.month, s.kind as session_kind, s.held_on as session_on,
    s.held_on_precision as session_on_precision, r.as_of
from clean.opinion_session k
join model.session s on s.session_id = k.session_id
cross join clean.run r
