-- One row per dwelling with an energy label: the newest registration that was valid when it was delivered.
with valid as (
    select dwelling_id, label, registered_on, row_hash
    from standing_labels
    where dwelling_id is not null and (valid_until is null or valid_until >= delivered_on)
),

newest_first as (
    select
        *,
        row_number() over (partition by dwelling_id order by registered_on desc nulls last, row_hash) as turn
    from valid
)

select dwelling_id, label, registered_on from newest_first where turn = 1
