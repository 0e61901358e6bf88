-- Everything that was said about received rows; rejects are those that were left out.
select table_name, file_sha, sheet, row_no, column_name, rule, severity, value_text from clean.session_issue
union all select table_name, file_sha, sheet, row_no, column_name, rule, severity, value_text from clean.opinion_issue
union all select table_name, file_sha, sheet, cast(row_no as bigint), column_name, rule, 'reject', value_text from raw.bad_row
