-- Where published figures come from, and the received files that reported some.
select source_id, title, publisher, cast(published_on as date) as published_on, kind, locator, retrieved_note as note from raw.sources
union all
select 'file:' || substr(file_sha, 1, 12), coalesce(min(title), 'Báo cáo đã nhận'), null, cast(min(dated) as date), 'received_file', file_sha, null
from raw.aggregate group by file_sha
