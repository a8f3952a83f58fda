-- One row per value that gave way, but for the records and rows of a forgotten household.
select contradiction.*
from contradiction
anti join (select kind, record_key from forgotten_row where whole_record) as own
    on own.kind = contradiction.kind and own.record_key = contradiction.record_key
anti join forgotten_row
    on forgotten_row.file_id = contradiction.file_id and forgotten_row.row_no = contradiction.row_no
