-- One row per dwelling id of the register: is it lived in, and did the register say what it is used for?
with use_known as (
    -- A register without any use: every address counts as a dwelling, and says so.
    select max(case when is_home is not null then 1 else 0 end) = 1 as yes from main_address
)

select
    main_address.dwelling_id,
    (not use_known.yes)
        or coalesce(main_address.is_home, false)
        or coalesce(lower(main_address.object_type) in ('ligplaats', 'standplaats'), false) as is_dwelling,
    use_known.yes as use_known
from main_address
cross join use_known
