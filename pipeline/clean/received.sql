-- The account of every file and table: accepted + rejected = received.
with received as (
    select 'session' as table_name, file_sha, count(*) as n from raw.session group by file_sha
    union all select 'opinion', file_sha, count(*) from raw.opinion group by file_sha
    union all select 'aggregate', file_sha, count(distinct (sheet, row_no)) from raw.aggregate group by file_sha
    union all select table_name, file_sha, count(*) from raw.bad_row where column_name is null group by table_name, file_sha
),
accepted as (
    select 'session' as table_name, file_sha, count(*) as n from clean.session where not from_opinion group by file_sha
    union all select 'opinion', k.file_sha, sum(c.accepted) from clean.opinion_count c join clean.opinion_session k on k.key_no = c.key_no group by k.file_sha
    union all select 'aggregate', r.file_sha, count(distinct (r.sheet, r.row_no)) from clean.aggregate_reading r
        left join clean.reject x on x.table_name = 'aggregate' and x.file_sha = r.file_sha and x.sheet = r.sheet and x.row_no = r.row_no
        where x.row_no is null group by r.file_sha
),
rejected as (select table_name, file_sha, count(*) as n from clean.reject group by table_name, file_sha),
warned as (
    select table_name, file_sha, count(distinct (sheet, row_no)) as n from clean.issue where severity = 'warning' group by table_name, file_sha
)
select r.table_name, r.file_sha, cast(sum(r.n) as bigint) as received,
    cast(coalesce(max(a.n), 0) as bigint) as accepted, coalesce(max(x.n), 0) as rejected, coalesce(max(w.n), 0) as warned
from received r
left join accepted a on a.table_name = r.table_name and a.file_sha = r.file_sha
left join rejected x on x.table_name = r.table_name and x.file_sha = r.file_sha
left join warned w on w.table_name = r.table_name and w.file_sha = r.file_sha
group by r.table_name, r.file_sha
