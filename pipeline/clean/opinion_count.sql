-- How many opinions were accepted of each way a file names a session: rows counted, less those with a reject.
with rejected as (select distinct file_sha, sheet, row_no from clean.opinion_issue where severity = 'reject')
select o.key_no, count(*) as accepted, min(o.row_no) as first_row
from clean.opinion_row o
left join rejected x on x.file_sha = o.file_sha and x.sheet = o.sheet and x.row_no = o.row_no
where x.row_no is null
group by o.key_no
