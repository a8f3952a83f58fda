-- One row per household with a case at a consultancy: the firm it came to first.
with ordered as (
    select
        household_id, firm,
        row_number() over (partition by household_id order by happened_on, firm) as turn
    from event
    where firm is not null and household_id is not null
)

select household_id, firm from ordered where turn = 1
