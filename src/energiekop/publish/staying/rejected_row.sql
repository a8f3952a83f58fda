-- One row per rejected row; of a forgotten household only that the file had it, so that every row is counted.
-- Not even its number is kept: beside the file it would tell who asked.
with theirs as (
    select file_id, row_no from forgotten_row
    union
    select rejected_row.file_id, rejected_row.row_no
    from rejected_row
    where list_has_any(rejected_row.dwelling_ids, (select list(dwelling_id) from forgotten))
)

select rejected_row.*
from rejected_row
anti join theirs on theirs.file_id = rejected_row.file_id and theirs.row_no = rejected_row.row_no
union all by name
select
    file_id, cast(null as bigint) as row_no, '' as column_name, 'forgotten' as reason, '' as found, '' as expected,
    'The household asked to be forgotten; take the row out of the file as well.' as what_to_do,
    cast([] as varchar[]) as original, cast([] as varchar[]) as dwelling_ids
from theirs
