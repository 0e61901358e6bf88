-- What is wrong with received opinions, cell by cell. A row with any `reject` is left out of clean.opinion.
-- What is odd about a cell is odd about its text, and what is odd about a session about the way it is named: the few odd texts look for
-- their rows, so that millions of sound rows are not read wide.
with odd_date as (select text, problem, precision from clean.date_value where problem is not null or precision <> 'day'),
-- Days after the cut-off date, and days whose year is mistyped. A deadline lies ahead by nature.
late_date as (select d.text from clean.date_value d cross join clean.run where d.value > clean.run.as_of),
far_date as (select d.text from clean.date_value d cross join clean.run where d.value < date '2000-01-01' or d.value > clean.run.as_of + 730),
-- Words nobody knows, and words that say the time and no result.
odd_term as (
    select field, text, case when code is null then 'term_unknown' else 'outcome_is_a_time' end as rule from clean.term
    where trim(text) <> '' and (code is null or field = 'outcome' and code = 'unknown' and detail in ('late', 'in_time'))
),
-- session_no stands for the id: millions of numbers group faster than texts.
numbered as not materialized (
    select o.file_sha, o.sheet, o.row_no, o.session_no, nullif(trim(o.opinion_no), '') as opinion_no from clean.opinion_row o where o.known_session_id is not null
),
repeated as (
    select session_no, opinion_no from numbered where opinion_no is not null group by session_no, opinion_no having count(*) > 1
),
-- Days before the session or its notice: few, found in one look at all rows.
early as (
    select o.file_sha, o.sheet, o.row_no, o.due_on, o.replied_on, o.resolved_on,
        due.value < o.session_on as early_due, replied.value < o.session_on as early_reply, replied.value < o.notice_on and replied.precision = 'day' as early_for_notice,
        resolved.value < o.session_on as early_resolved
    from clean.opinion_row o
    left join clean.date_value due on due.text = o.due_on
    left join clean.date_value replied on replied.text = o.replied_on
    left join clean.date_value resolved on resolved.text = o.resolved_on
    where due.value < o.session_on or replied.value < o.session_on or replied.value < o.notice_on and replied.precision = 'day' or resolved.value < o.session_on
),
found as (
    select o.file_sha, o.sheet, o.row_no, 'session_code' as column_name, 'session_missing' as rule, o.session_code as value_text from clean.opinion_row o
        where o.known_session_id is null and (o.unit_id is null and trim(coalesce(o.unit, '')) = '' or o.held_on is null and coalesce(o.held_on_problem, 'none') = 'none')
    union all select o.file_sha, o.sheet, o.row_no, 'held_on', 'date_' || case o.held_on_problem when 'words' then 'invalid' else o.held_on_problem end, o.held_on_text from clean.opinion_row o
        where o.held_on_problem <> 'none'
    union all select o.file_sha, o.sheet, o.row_no, 'unit', 'place_' || o.place_problem, o.unit || case when o.place_candidates <> '' then ' → ' || o.place_candidates else '' end
        from clean.opinion_row o where o.place_problem in ('unknown', 'ambiguous', 'dissolved', 'organ_unplaced') and trim(o.unit) <> ''
    union all select o.file_sha, o.sheet, o.row_no, 'due_on', 'date_' || d.problem, o.due_on from raw.opinion o join odd_date d on d.text = o.due_on where d.problem is not null
    union all select o.file_sha, o.sheet, o.row_no, 'replied_on', 'date_' || d.problem, o.replied_on from raw.opinion o join odd_date d on d.text = o.replied_on where d.problem is not null
    union all select o.file_sha, o.sheet, o.row_no, 'resolved_on', 'date_' || d.problem, o.resolved_on from raw.opinion o join odd_date d on d.text = o.resolved_on where d.problem is not null
    union all select o.file_sha, o.sheet, o.row_no, 'outcome_on', 'date_' || d.problem, o.outcome_on from raw.opinion o join odd_date d on d.text = o.outcome_on where d.problem is not null
    union all select o.file_sha, o.sheet, o.row_no, 'complex_notice_on', 'date_' || d.problem, o.complex_notice_on from raw.opinion o join odd_date d on d.text = o.complex_notice_on where d.problem is not null
    union all select o.file_sha, o.sheet, o.row_no, 'forwarded_on', 'date_' || d.problem, o.forwarded_on from raw.opinion o join odd_date d on d.text = o.forwarded_on where d.problem is not null
    union all select o.file_sha, o.sheet, o.row_no, 'replied_on', 'date_not_to_the_day', o.replied_on from raw.opinion o join odd_date d on d.text = o.replied_on where d.precision <> 'day'
    union all select o.file_sha, o.sheet, o.row_no, 'resolved_on', 'date_not_to_the_day', o.resolved_on from raw.opinion o join odd_date d on d.text = o.resolved_on where d.precision <> 'day'
    union all select o.file_sha, o.sheet, o.row_no, 'topic', 'term_unknown', o.topic from raw.opinion o join odd_term t on t.field = 'topic' and t.text = o.topic
    union all select o.file_sha, o.sheet, o.row_no, 'outcome', t.rule, o.outcome from raw.opinion o join odd_term t on t.field = 'outcome' and t.text = o.outcome
    union all select o.file_sha, o.sheet, o.row_no, 'authority', 'term_unknown', o.authority from raw.opinion o join odd_term t on t.field = 'authority' and t.text = o.authority
    union all select o.file_sha, o.sheet, o.row_no, 'collected', 'term_unknown', o.collected from raw.opinion o join odd_term t on t.field = 'collected' and t.text = o.collected
    union all select o.file_sha, o.sheet, o.row_no, 'counting_unit', 'term_unknown', o.counting_unit from raw.opinion o join odd_term t on t.field = 'counting_unit' and t.text = o.counting_unit
    union all select o.file_sha, o.sheet, o.row_no, 'reply_kind', 'term_unknown', o.reply_kind from raw.opinion o join odd_term t on t.field = 'reply_kind' and t.text = o.reply_kind
    union all select o.file_sha, o.sheet, o.row_no, 'answered_at_session', 'term_unknown', o.answered_at_session from raw.opinion o join odd_term t on t.field = 'yesno' and t.text = o.answered_at_session
    union all select o.file_sha, o.sheet, o.row_no, 'not_resolved_reason', 'term_unknown', o.not_resolved_reason from raw.opinion o join odd_term t on t.field = 'reason' and t.text = o.not_resolved_reason
    union all select o.file_sha, o.sheet, o.row_no, 'front_confirmed', 'term_unknown', o.front_confirmed from raw.opinion o join odd_term t on t.field = 'yesno' and t.text = o.front_confirmed
    union all select file_sha, sheet, row_no, 'replied_on', case when early_reply then 'replied_before_session' else 'replied_before_notice' end, replied_on
        from early where early_reply or early_for_notice
    union all select file_sha, sheet, row_no, 'due_on', 'due_before_session', due_on from early where early_due
    union all select o.file_sha, o.sheet, o.row_no, 'replied_on', 'date_in_future', o.replied_on from raw.opinion o join late_date d on d.text = o.replied_on
    union all select o.file_sha, o.sheet, o.row_no, 'resolved_on', 'date_in_future', o.resolved_on from raw.opinion o join late_date d on d.text = o.resolved_on
    union all select o.file_sha, o.sheet, o.row_no, 'outcome_on', 'date_in_future', o.outcome_on from raw.opinion o join late_date d on d.text = o.outcome_on
    union all select o.file_sha, o.sheet, o.row_no, 'complex_notice_on', 'date_in_future', o.complex_notice_on from raw.opinion o join late_date d on d.text = o.complex_notice_on
    union all select o.file_sha, o.sheet, o.row_no, 'forwarded_on', 'date_in_future', o.forwarded_on from raw.opinion o join late_date d on d.text = o.forwarded_on
    union all select o.file_sha, o.sheet, o.row_no, 'due_on', 'date_far', o.due_on from raw.opinion o join far_date d on d.text = o.due_on
    union all select o.file_sha, o.sheet, o.row_no, 'replied_on', 'date_far', o.replied_on from raw.opinion o join far_date d on d.text = o.replied_on
    union all select o.file_sha, o.sheet, o.row_no, 'resolved_on', 'date_far', o.resolved_on from raw.opinion o join far_date d on d.text = o.resolved_on
    union all select file_sha, sheet, row_no, 'resolved_on', 'resolved_before_session', resolved_on from early where early_resolved
    union all select n.file_sha, n.sheet, n.row_no, 'opinion_no', 'opinion_repeated', n.opinion_no
        from numbered n join repeated r on r.session_no = n.session_no and r.opinion_no = n.opinion_no
)
select 'opinion' as table_name, f.file_sha, f.sheet, f.row_no, f.column_name, f.rule, c.severity, f.value_text
from found f join raw.check c on c.rule = f.rule
