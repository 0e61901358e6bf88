-- vi:   Số cuộc tiếp xúc, đối thoại
-- en:   Dialogue sessions
-- num_vi: cuộc đối thoại đã tổ chức đến ngày chốt số liệu
-- num_en: sessions held by the cut-off date
-- unit: count
-- better: none
-- version: 1
-- kind: view
select session_id, unit_id, month, level, kind as session_kind, cast(null as varchar) as topic_l1, origin, cast(1 as bigint) as value
from model.session where channel = 'doi_thoai'
