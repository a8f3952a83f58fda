-- One row per dwelling of the street or complex, from the public register.
select
    dwelling_id, street_name, house_number, house_letter, addition, side, floor, complex_id, complex_name,
    lon, lat
from street_house
where scope_kind = $kind and scope_id = $code and is_dwelling
order by street_name, house_number, house_letter, addition, dwelling_id
