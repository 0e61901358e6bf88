-- Sessions whose register counts other opinions than are listed under them. Only sessions that state a count and have a list.
with stated as (
    select session_id, file_sha, sheet, row_no, coalesce(opinions_before, 0) + coalesce(opinions_at, 0) + coalesce(opinions_after, 0) as opinions
    from clean.session where not from_opinion and coalesce(opinions_before, opinions_at, opinions_after) is not null
),
listed as (
    select k.session_id, cast(sum(c.accepted) as bigint) as n from clean.opinion_count c join clean.opinion_session k on k.key_no = c.key_no
    where k.known_session_id is not null group by k.session_id
)
select 'session' as table_name, s.file_sha, s.sheet, s.row_no, 'opinions_at' as column_name, 'opinions_differ' as rule, c.severity,
    cast(s.opinions as varchar) || ' ≠ ' || cast(l.n as varchar) as value_text
from stated s join listed l on l.session_id = s.session_id join raw.check c on c.rule = 'opinions_differ'
where l.n <> s.opinions
