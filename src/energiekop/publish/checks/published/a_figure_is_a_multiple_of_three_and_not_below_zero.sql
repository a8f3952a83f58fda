-- One row per figure that is not rounded as promised.
select cell_id, milestone, on_date, shown from figure where shown % getvariable('base') <> 0 or shown < 0
