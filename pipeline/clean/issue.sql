-- Everything that was said about received rows; rejects are those that were left out.
select table_name, file_sha, sheet, row_no, column_name, rule, severity, value_text from clean.session_issue
union all select table_name, file_sha, sheet, row_no, column_name, rule, severity, value_text from clean.opinion_issue
union all select table_name, file_sha, sheet, row_no, column_name, rule, severity, value_text from clean.register_issue
union all select table_name, file_sha, sheet, row_no, column_name, rule, severity, value_text from clean.aggregate_issue
union all select b.table_name, b.file_sha, b.sheet, b.row_no, b.column_name, b.rule, c.severity, b.value_text
from raw.bad_row b join raw.check c on c.rule = b.rule
