-- One row per household that begins before the one before it in the same dwelling has ended.
with ordered as (
    select
        household_id, lived_from,
        lag(lived_until) over (partition by dwelling_id order by period) as ended,
        period
    from household
)

select household_id from ordered where period > 1 and (lived_from is null or ended is null or lived_from <> ended)
