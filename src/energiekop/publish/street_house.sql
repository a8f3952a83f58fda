-- One row per house of a street (and of a complex), from the public register: number, side, floor.
with house as (
    select dwelling.*, complex.complex_name
    from dwelling
    left join complex on complex.complex_id = dwelling.complex_id
    where dwelling.in_register
),

by_scope as (
    select 'street' as scope_kind, street_id as scope_id, house.* from house
    union all
    select 'complex', complex_id, house.* from house where complex_id is not null
)

select
    scope_kind, scope_id, dwelling_id,
    street_name, house_number, house_letter, addition, postcode, side, floor, is_dwelling,
    complex_id, complex_name, lon, lat
from by_scope
order by scope_kind, scope_id, street_name, house_number, house_letter, addition, dwelling_id
