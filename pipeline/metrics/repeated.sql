-- vi:   Tỷ lệ kiến nghị lặp lại
-- en:   Opinions raised before
-- num_vi: ý kiến được ghi là lặp lại kiến nghị của kỳ trước
-- num_en: opinions recorded as raised at an earlier session already
-- den_vi: toàn bộ ý kiến có hồ sơ
-- den_en: all recorded opinions
-- unit: percent
-- better: down
-- version: 1
-- fact: session
-- Only what the register itself says: an opinion nobody linked to an earlier one is counted as new.
select session_id, unit_id, month, level, session_kind, cast(null as varchar) as topic_l1, origin,
    count(*) filter (where repeat_of is not null) as num, count(*) as den
from model.opinion where channel = 'doi_thoai'
group by session_id, unit_id, month, level, session_kind, origin
