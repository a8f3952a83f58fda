-- One row per dwelling with an energy label: the newest registration that is valid on the reference day.
with valid as (
    select
        standing_labels.dwelling_id,
        standing_labels.label,
        standing_labels.registered_on,
        standing_labels.row_hash
    from standing_labels
    cross join reference
    where standing_labels.dwelling_id is not null
        and (standing_labels.valid_until is null or standing_labels.valid_until >= reference.reference_day)
),

newest_first as (
    select
        *,
        row_number() over (partition by dwelling_id order by registered_on desc nulls last, row_hash) as turn
    from valid
)

select dwelling_id, label, registered_on from newest_first where turn = 1
