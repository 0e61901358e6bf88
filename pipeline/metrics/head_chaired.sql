-- vi:   Tỷ lệ cuộc do người đứng đầu trực tiếp chủ trì
-- en:   Sessions chaired by the head in person
-- num_vi: cuộc đối thoại ghi rõ người đứng đầu trực tiếp chủ trì
-- num_en: sessions recorded as chaired by the head in person
-- den_vi: cuộc đối thoại có ghi ai chủ trì; cuộc không ghi không tính vào phần nào
-- den_en: sessions that record who chaired; those that do not are in neither part
-- unit: percent
-- better: up
-- version: 1
-- kind: view
select session_id, unit_id, month, level, kind as session_kind, cast(null as varchar) as topic_l1, origin,
    cast(case when host_is_head then 1 else 0 end as bigint) as num, cast(1 as bigint) as den
from model.session where channel = 'doi_thoai' and host_is_head is not null
