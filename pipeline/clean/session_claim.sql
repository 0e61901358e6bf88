-- What a received session says it is: whose, which, when. The narrow part of clean.session_reading, kept because it is asked more than once.
select file_sha, sheet, row_no, origin, unit_id, channel, session_code, held_on, notice_on, notice_on_precision from clean.session_reading
