-- One row per figure of a street, a complex, a breakdown or a party on another day than the last of a month.
select figure.cell_id, figure.on_date
from figure
join cell on cell.cell_id = figure.cell_id
where (cell.kind in ('street', 'complex') or cell.attribute <> '' or figure.split <> '') and figure.on_date <> last_day(figure.on_date)
