-- One row per street name and place of the register, as they are written there.
with names as (
    select distinct
        coalesce(trim(street), '') as street,
        coalesce(trim(place), '') as place
    from register_address
),

numbered as (
    select row_number() over (order by street, place) as street_no, street, place from names
)

select
    numbered.street_no, numbered.street, numbered.place,
    street_name_key.name_key, place_name_key.place_key, street_name_key.folded as street_folded
from numbered
join street_name_key using (street)
join place_name_key using (place)
