-- One row per figure of a street or complex on another day than the last of a month.
select figure.cell_id, figure.on_date
from figure
join cell on cell.cell_id = figure.cell_id
where cell.kind in ('street', 'complex') and figure.on_date <> last_day(figure.on_date)
