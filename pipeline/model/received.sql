-- order: file_sha, table_name
-- The account of every file: accepted + rejected = received.
select table_name, file_sha, received, accepted, rejected, warned from clean.received
