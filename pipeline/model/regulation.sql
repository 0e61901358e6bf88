-- order: regulation_id
select regulation_id, number, title_vi, title_en, issuer, issued_on, scope_unit_id, valid_from, valid_to, channel, verification, source_id, note from clean.regulation
