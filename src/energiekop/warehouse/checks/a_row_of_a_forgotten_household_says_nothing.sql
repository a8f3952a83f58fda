-- One row per row that was left out because its household asked for it, and that still tells something.
select file_id, row_no
from rejected_row
where reason = 'forgotten'
    and (row_no is not null or column_name <> '' or found <> '' or expected <> '' or len(original) > 0 or len(dwelling_ids) > 0)
