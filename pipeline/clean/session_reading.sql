-- kind: view
-- One row a received session, each cell read by the dictionaries that Go filled once per distinct text.
select
    r.file_sha, r.sheet, r.row_no,
    case when trim(coalesce(r.simulated, '')) in ('', '0') then 'register' else 'simulated' end as origin,
    nullif(trim(r.session_code), '') as session_code,
    r.unit as unit_text, r.parent as parent_text, r.held_on as held_on_text,
    p.unit_id, p.problem as place_problem, p.candidates as place_candidates,
    held.value as held_on, held.precision as held_on_precision, held.problem as held_on_problem,
    kind.code as kind, r.kind as kind_text,
    mode.code as mode, r.mode as mode_text,
    case when trim(coalesce(r.channel, '')) = '' then 'doi_thoai' else channel.code end as channel, r.channel as channel_text,
    host_role.code as host_role, r.host_role as host_role_text,
    case is_head.code when 'yes' then true when 'no' then false end as host_is_head, r.host_is_head as host_is_head_text,
    attendees.value as attendees, attendees.problem as attendees_problem, r.attendees as attendees_text,
    before.value as opinions_before, before.problem as opinions_before_problem, r.opinions_before as opinions_before_text,
    at_it.value as opinions_at, at_it.problem as opinions_at_problem, r.opinions_at as opinions_at_text,
    after.value as opinions_after, after.problem as opinions_after_problem, r.opinions_after as opinions_after_text,
    announced.value as announced_on, announced.precision as announced_on_precision, announced.problem as announced_on_problem, r.announced_on as announced_on_text,
    notice.value as notice_on, notice.precision as notice_on_precision, notice.problem as notice_on_problem, r.notice_on as notice_on_text,
    published.value as result_published_on, published.precision as result_published_on_precision, published.problem as result_published_on_problem,
    r.result_published_on as result_published_on_text,
    nullif(trim(r.theme), '') as theme
from raw.session r
left join clean.date_value held on held.text = r.held_on
left join clean.place p on p.unit_text = coalesce(r.unit, '') and p.parent_text = coalesce(r.parent, '')
    and p.level_text = coalesce(r.level, '') and p.epoch = coalesce(held.epoch, -1)
left join clean.date_value announced on announced.text = r.announced_on
left join clean.date_value notice on notice.text = r.notice_on
left join clean.date_value published on published.text = r.result_published_on
left join clean.count_value attendees on attendees.text = r.attendees
left join clean.count_value before on before.text = r.opinions_before
left join clean.count_value at_it on at_it.text = r.opinions_at
left join clean.count_value after on after.text = r.opinions_after
left join clean.term kind on kind.field = 'session_kind' and kind.text = r.kind
left join clean.term mode on mode.field = 'mode' and mode.text = r.mode
left join clean.term channel on channel.field = 'channel' and channel.text = r.channel
left join clean.term host_role on host_role.field = 'host_role' and host_role.text = r.host_role
left join clean.term is_head on is_head.field = 'yesno' and is_head.text = r.host_is_head
