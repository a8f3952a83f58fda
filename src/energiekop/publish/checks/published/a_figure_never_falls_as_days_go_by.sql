-- One row per figure that is lower than on the published day before.
with ordered as (
    select
        cell_id, milestone, split, on_date, shown,
        lag(shown) over (partition by cell_id, milestone, split order by on_date) as before
    from figure
)

select cell_id, milestone, on_date, before, shown from ordered where shown < before
