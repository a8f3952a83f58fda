-- One row per street name, place and municipality of the register, as they are written there.
with names as (
    select distinct street, place, municipality from register_row
),

numbered as (
    select row_number() over (order by street, place, municipality) as street_no, * from names
)

select
    numbered.street_no, numbered.street, numbered.place, numbered.municipality,
    street_name_key.name_key, place_name_key.place_key, municipality_name_key.municipality_key,
    street_name_key.folded as street_folded
from numbered
join street_name_key using (street)
join place_name_key using (place)
join municipality_name_key using (municipality)
