-- kind: scratch
-- Accepted opinions of sessions held by the cut-off: the received cells are read once, and what is written of millions of rows is days and
-- codes of a byte, not texts. model.opinion_seen has the texts.
select o.*
from clean.opinion o
join model.opinion_place p on p.key_no = o.key_no
