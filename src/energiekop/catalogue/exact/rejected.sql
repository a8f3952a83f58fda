-- One row per row that was handed back, the newest files first; of a forgotten household there is nothing to tell.
select
    delivery.path,
    rejected_row.row_no,
    delivery.party,
    delivery.source,
    rejected_row.column_name,
    rejected_row.found,
    rejected_row.expected,
    rejected_row.reason,
    rejected_row.what_to_do
from exact.rejected_row as rejected_row
join exact.delivery as delivery on delivery.file_id = rejected_row.file_id
where rejected_row.reason <> 'forgotten'
    and delivery.delivered_on <= $as_of and ($path is null or delivery.path = $path)
order by delivery.delivered_on desc, delivery.path, rejected_row.row_no, rejected_row.column_name
