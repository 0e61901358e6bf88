-- How many opinions were accepted of each way a file names a session. One pass over all of them serves every count.
select key_no, count(*) as accepted, min(row_no) as first_row from clean.opinion group by key_no
