-- One row per address of the register, as it came in, its texts trimmed.
with filed as (
    -- a register need not have a municipality
    select cast(null as varchar) as municipality where false
    union all by name
    select * from register_address
)

select
    address_id, dwelling_id, house_number,
    coalesce(trim(street), '') as street,
    coalesce(lower(trim(house_letter)), '') as letter,
    coalesce(lower(trim(addition)), '') as addition,
    coalesce(upper(replace(postcode, ' ', '')), '') as postcode,
    coalesce(trim(place), '') as place,
    coalesce(trim(municipality), '') as municipality
from filed
