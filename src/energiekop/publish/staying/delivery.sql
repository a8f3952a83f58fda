-- One row per file; a row of a forgotten household counts as rejected, so that no row is lost.
with left_out as (
    select file_id, count(*) as number from forgotten_row group by file_id
)

select delivery.* replace (
    delivery.accepted - coalesce(left_out.number, 0) as accepted,
    delivery.rejected + coalesce(left_out.number, 0) as rejected
)
from delivery
left join left_out on left_out.file_id = delivery.file_id
