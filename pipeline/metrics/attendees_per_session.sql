-- vi:   Bình quân lượt người dự một cuộc
-- en:   Attendances a session
-- num_vi: lượt người dự các cuộc có ghi số
-- num_en: attendances at sessions that recorded them
-- den_vi: cuộc đối thoại có ghi số lượt người dự
-- den_en: sessions that recorded their attendances
-- unit: mean
-- better: none
-- version: 1
-- kind: view
select session_id, unit_id, month, level, kind as session_kind, cast(null as varchar) as topic_l1, origin,
    cast(attendees as bigint) as num, cast(1 as bigint) as den
from model.session where channel = 'doi_thoai' and attendees is not null
