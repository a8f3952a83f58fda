-- One row per duration of a street or a part, or of a quarter that had not ended.
select duration.cell_id, duration.from_step, duration.to_step, duration.quarter
from duration
left join cell on cell.cell_id = duration.cell_id
where weeks < 0
    or coalesce(cell.kind, 'street') = 'street'
    or cell.attribute <> ''
    or quarter <> date_trunc('quarter', quarter)
    or last_day(quarter + interval 2 month) > (select cast(value as date) from meta where key = 'reference_day')
