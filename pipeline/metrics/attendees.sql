-- vi:   Lượt người dự
-- en:   Attendances
-- num_vi: lượt người dự các cuộc đối thoại có ghi số (một người dự hai lần tính hai lượt)
-- num_en: attendances at sessions that recorded them (someone who came twice counts twice)
-- unit: count
-- better: none
-- version: 1
-- kind: view
select session_id, unit_id, month, level, kind as session_kind, cast(null as varchar) as topic_l1, origin, cast(attendees as bigint) as value
from model.session where channel = 'doi_thoai' and attendees is not null
