-- What is wrong with received opinions, cell by cell. A row with any `reject` is left out of clean.opinion.
with reading as (select * from clean.opinion_reading),
found as (
    select opinion_id, file_sha, sheet, row_no, 'session_code' as column_name, 'session_missing' as rule, session_code as value_text
        from reading where known_session_id is null and (unit_id is null and trim(coalesce(unit_text, '')) = '' or held_on is null and trim(coalesce(held_on_text, '')) = '')
    union all select opinion_id, file_sha, sheet, row_no, 'held_on', 'date_invalid', held_on_text from reading where held_on_problem is not null and trim(coalesce(held_on_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'unit', 'place_' || place_problem,
        coalesce(unit_text, '') || case when place_candidates <> '' then ' → ' || place_candidates else '' end
        from reading where place_problem in ('unknown', 'ambiguous', 'dissolved', 'organ_unplaced') and trim(coalesce(unit_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'due_on', 'date_invalid', due_on_text from reading where due_on_problem is not null
    union all select opinion_id, file_sha, sheet, row_no, 'replied_on', 'date_invalid', replied_on_text from reading where replied_on_problem is not null
    union all select opinion_id, file_sha, sheet, row_no, 'resolved_on', 'date_invalid', resolved_on_text from reading where resolved_on_problem is not null
    union all select opinion_id, file_sha, sheet, row_no, 'outcome_on', 'date_invalid', outcome_on_text from reading where outcome_on_problem is not null
    union all select opinion_id, file_sha, sheet, row_no, 'complex_notice_on', 'date_invalid', complex_notice_on_text from reading where complex_notice_on_problem is not null
    union all select opinion_id, file_sha, sheet, row_no, 'forwarded_on', 'date_invalid', forwarded_on_text from reading where forwarded_on_problem is not null
    union all select opinion_id, file_sha, sheet, row_no, 'replied_on', 'date_not_to_the_day', replied_on_text from reading where replied_on_precision <> 'day'
    union all select opinion_id, file_sha, sheet, row_no, 'resolved_on', 'date_not_to_the_day', resolved_on_text from reading where resolved_on_precision <> 'day'
    union all select opinion_id, file_sha, sheet, row_no, 'replied_on', 'replied_before_session', replied_on_text from reading where replied_on < session_on
    union all select opinion_id, file_sha, sheet, row_no, 'resolved_on', 'resolved_before_session', resolved_on_text from reading where resolved_on < session_on
    union all select opinion_id, file_sha, sheet, row_no, 'topic', 'term_unknown', topic_text from reading where topic is null and trim(coalesce(topic_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'outcome', 'term_unknown', outcome_text from reading where outcome is null and trim(coalesce(outcome_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'authority', 'term_unknown', authority_text from reading where authority is null and trim(coalesce(authority_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'collected', 'term_unknown', collected_text from reading where collected is null and trim(coalesce(collected_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'counting_unit', 'term_unknown', counting_unit_text from reading where counting_unit is null
    union all select opinion_id, file_sha, sheet, row_no, 'reply_kind', 'term_unknown', reply_kind_text from reading where reply_kind is null and trim(coalesce(reply_kind_text, '')) <> ''
    union all select opinion_id, file_sha, sheet, row_no, 'answered_at_session', 'term_unknown', answered_at_session_text
        from reading where answered_at_session is null and trim(coalesce(answered_at_session_text, '')) <> ''
    union all select r.opinion_id, r.file_sha, r.sheet, r.row_no, 'opinion_no', 'opinion_repeated', r.opinion_no
        from reading r join (
            select known_session_id, opinion_no from reading where known_session_id is not null and opinion_no is not null
            group by known_session_id, opinion_no having count(*) > 1
        ) d on d.known_session_id = r.known_session_id and d.opinion_no = r.opinion_no
)
select 'opinion' as table_name, f.opinion_id, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity, f.value_text
from found f join raw.check c on c.rule = f.rule
