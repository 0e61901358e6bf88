-- What is wrong with received opinions, cell by cell. A row with any `reject` is left out of clean.opinion.
-- One pass over all opinions picks the few of which anything may be said (odd); the rules look at those only.
with listed as (
    select k.session_no, nullif(trim(r.opinion_no), '') as opinion_no
    from raw.opinion r
    join clean.opinion_session k on k.file_sha = r.file_sha and k.sheet = r.sheet and k.session_code_text = coalesce(r.session_code, '')
        and k.unit_text = coalesce(r.unit, '') and k.parent_text = coalesce(r.parent, '') and k.held_on_text = coalesce(r.held_on, '')
        and k.simulated_text = coalesce(r.simulated, '')
    where k.known_session_id is not null
),
repeated as (
    select session_no, opinion_no from listed where opinion_no is not null group by session_no, opinion_no having count(*) > 1
),
odd as (
    select o.*, d.opinion_no is not null as is_repeated
    from clean.opinion_reading o
    left join repeated d on d.session_no = o.session_no and d.opinion_no = o.opinion_no
    where o.known_session_id is null or o.held_on_problem is not null or o.place_problem is not null or o.due_on_problem is not null
        or o.replied_on_problem is not null or o.resolved_on_problem is not null or o.outcome_on_problem is not null
        or o.complex_notice_on_problem is not null or o.forwarded_on_problem is not null
        or o.replied_on_precision <> 'day' or o.resolved_on_precision <> 'day' or o.replied_on < o.session_on or o.resolved_on < o.session_on
        or (o.topic is null and o.topic_text <> '') or (o.outcome is null and o.outcome_text <> '') or (o.authority is null and o.authority_text <> '')
        or (o.collected is null and o.collected_text <> '') or o.counting_unit is null or (o.reply_kind is null and o.reply_kind_text <> '')
        or (o.answered_at_session is null and o.answered_at_session_text <> '') or d.opinion_no is not null
),
found as (
    select file_sha, sheet, row_no, 'session_code' as column_name, 'session_missing' as rule, session_code as value_text
        from odd where known_session_id is null and (unit_id is null and trim(unit_text) = '' or held_on is null and trim(held_on_text) = '')
    union all select file_sha, sheet, row_no, 'held_on', 'date_invalid', held_on_text from odd where held_on_problem is not null and trim(held_on_text) <> ''
    union all select file_sha, sheet, row_no, 'unit', 'place_' || place_problem,
        unit_text || case when place_candidates <> '' then ' → ' || place_candidates else '' end
        from odd where place_problem in ('unknown', 'ambiguous', 'dissolved', 'organ_unplaced') and trim(unit_text) <> ''
    union all select file_sha, sheet, row_no, 'due_on', 'date_invalid', due_on_text from odd where due_on_problem is not null
    union all select file_sha, sheet, row_no, 'replied_on', 'date_invalid', replied_on_text from odd where replied_on_problem is not null
    union all select file_sha, sheet, row_no, 'resolved_on', 'date_invalid', resolved_on_text from odd where resolved_on_problem is not null
    union all select file_sha, sheet, row_no, 'outcome_on', 'date_invalid', outcome_on_text from odd where outcome_on_problem is not null
    union all select file_sha, sheet, row_no, 'complex_notice_on', 'date_invalid', complex_notice_on_text from odd where complex_notice_on_problem is not null
    union all select file_sha, sheet, row_no, 'forwarded_on', 'date_invalid', forwarded_on_text from odd where forwarded_on_problem is not null
    union all select file_sha, sheet, row_no, 'replied_on', 'date_not_to_the_day', replied_on_text from odd where replied_on_precision <> 'day'
    union all select file_sha, sheet, row_no, 'resolved_on', 'date_not_to_the_day', resolved_on_text from odd where resolved_on_precision <> 'day'
    union all select file_sha, sheet, row_no, 'replied_on', 'replied_before_session', replied_on_text from odd where replied_on < session_on
    union all select file_sha, sheet, row_no, 'resolved_on', 'resolved_before_session', resolved_on_text from odd where resolved_on < session_on
    union all select file_sha, sheet, row_no, 'topic', 'term_unknown', topic_text from odd where topic is null and trim(topic_text) <> ''
    union all select file_sha, sheet, row_no, 'outcome', 'term_unknown', outcome_text from odd where outcome is null and trim(outcome_text) <> ''
    union all select file_sha, sheet, row_no, 'authority', 'term_unknown', authority_text from odd where authority is null and trim(authority_text) <> ''
    union all select file_sha, sheet, row_no, 'collected', 'term_unknown', collected_text from odd where collected is null and trim(collected_text) <> ''
    union all select file_sha, sheet, row_no, 'counting_unit', 'term_unknown', counting_unit_text from odd where counting_unit is null
    union all select file_sha, sheet, row_no, 'reply_kind', 'term_unknown', reply_kind_text from odd where reply_kind is null and trim(reply_kind_text) <> ''
    union all select file_sha, sheet, row_no, 'answered_at_session', 'term_unknown', answered_at_session_text
        from odd where answered_at_session is null and trim(answered_at_session_text) <> ''
    union all select file_sha, sheet, row_no, 'opinion_no', 'opinion_repeated', opinion_no from odd where is_repeated
)
select 'opinion' as table_name, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity, f.value_text
from found f join raw.check c on c.rule = f.rule
