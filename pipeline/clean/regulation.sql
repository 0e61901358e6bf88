select regulation_id, number, title_vi, title_en, issuer, cast(issued_on as date) as issued_on, scope_unit_id,
    cast(valid_from as date) as valid_from, cast(valid_to as date) as valid_to, channel, verification, source_id, note
from raw.regulation
