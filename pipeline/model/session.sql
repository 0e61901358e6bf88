-- order: unit_id, held_on, session_id
-- Sessions (cuộc đối thoại) held by the cut-off. Dates after the cut-off do not exist.
select s.session_id, s.origin, s.channel, s.unit_id, u.level, s.held_on, s.held_on_precision,
    cast(date_trunc('month', s.held_on) as date) as month,
    s.kind, s.mode, s.host_role, s.host_is_head, s.attendees, s.opinions_before, s.opinions_at, s.opinions_after,
    case when s.announced_on <= r.as_of then s.announced_on end as announced_on,
    case when s.notice_on <= r.as_of then s.notice_on end as notice_on, s.notice_undated,
    case when s.result_published_on <= r.as_of then s.result_published_on end as result_published_on,
    s.theme, s.session_code, s.from_opinion, cast(null as varchar) as source_id, s.file_sha, s.sheet || '!' || cast(s.row_no as varchar) as row_ref
from clean.session s
cross join clean.run r
join model.unit u on u.unit_id = s.unit_id
where s.held_on <= r.as_of
