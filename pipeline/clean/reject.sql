-- Received rows that were not accepted, each once, with the first reason.
select table_name, file_sha, sheet, row_no, min(rule) as rule, count(*) as reasons
from clean.issue where severity = 'reject'
group by table_name, file_sha, sheet, row_no
