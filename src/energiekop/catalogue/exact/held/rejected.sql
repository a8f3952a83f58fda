-- One row per rejected row whose address is the household's, or may be: what stood there, and why it was not used.
select
    delivery.party, delivery.source, delivery.path, rejected_row.row_no, delivery.delivered_on,
    rejected_row.column_name, rejected_row.found, rejected_row.expected, delivery.headings, rejected_row.original,
    len(rejected_row.dwelling_ids) > 1 as may_be_others
from exact.rejected_row as rejected_row
join exact.delivery as delivery on delivery.file_id = rejected_row.file_id
where list_contains(rejected_row.dwelling_ids, $dwelling_id)
order by delivery.path, rejected_row.row_no
