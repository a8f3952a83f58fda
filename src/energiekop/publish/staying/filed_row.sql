-- One row per accepted row about a household that stays.
select filed_row.*
from filed_row
anti join forgotten_row on forgotten_row.file_id = filed_row.file_id and forgotten_row.row_no = filed_row.row_no
