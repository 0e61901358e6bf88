-- order: file_sha, sheet, row_no, column_name, rule
-- What was said about received rows. The value is kept for the sender to find the cell; free text never comes this far.
select i.severity, i.rule, c.message_vi, c.message_en, i.table_name, i.file_sha, i.sheet, i.row_no, i.column_name, i.value_text
from clean.issue i join clean.check_rule c on c.rule = i.rule
