-- kind: scratch
-- Accepted opinions with their session and the cut-off, each once: what is said of them, of their duties and of their topics is read
-- from here, and not three times from the received cells.
select o.*, s.channel, s.unit_id, s.level, s.month, s.kind as session_kind, s.held_on as session_on, s.held_on_precision as session_on_precision, r.as_of
from clean.opinion o
join model.session s on s.session_id = o.session_id
cross join clean.run r
