-- kind: view
-- The few opinions with a date known only to the month, quarter or year: the last day that date can be (its first is in clean.opinion).
with vague as (
    select text, value as first_on,
        case precision
            when 'month' then cast(value + interval '1' month - interval '1' day as date)
            when 'quarter' then cast(value + interval '3' month - interval '1' day as date)
            else cast(value + interval '1' year - interval '1' day as date) end as last_on
    from clean.date_value where precision <> 'day'
)
select o.file_sha, o.sheet, o.row_no, replied.first_on as replied_on, replied.last_on as replied_last, due.last_on as due_last,
    complex.last_on as complex_last, forwarded.last_on as forwarded_last, outcome.last_on as outcome_last
from clean.opinion_reading o
left join vague replied on replied.text = o.replied_on_text
left join vague due on due.text = o.due_on_text
left join vague complex on complex.text = o.complex_notice_on_text
left join vague forwarded on forwarded.text = o.forwarded_on_text
left join vague outcome on outcome.text = o.outcome_on_text
where replied.text is not null or due.text is not null or complex.text is not null or forwarded.text is not null or outcome.text is not null
