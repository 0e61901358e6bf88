-- The cut-off date (ngày chốt số liệu) of this build: a parameter of every number.
select cast(as_of as date) as as_of from raw.run
