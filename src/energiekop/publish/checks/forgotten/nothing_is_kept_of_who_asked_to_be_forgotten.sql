-- One row per row of a file that is kept though its household is on the forget list.
select dwelling_id, kind, file_id, row_no
from filed_row
semi join forgotten_row on forgotten_row.file_id = filed_row.file_id and forgotten_row.row_no = filed_row.row_no
union all
select forgotten.dwelling_id, 'rejected_row', rejected_row.file_id, rejected_row.row_no
from rejected_row
join forgotten on list_contains(rejected_row.dwelling_ids, forgotten.dwelling_id)
