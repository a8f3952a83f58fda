-- One row per figure above the highest multiple that its group's dwellings allow.
select figure.cell_id, figure.milestone, figure.on_date, figure.shown
from figure
join cell on cell.cell_id = figure.cell_id
where figure.shown > getvariable('base') * (cell.dwellings // getvariable('base'))
