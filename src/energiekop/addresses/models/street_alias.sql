-- One row per other name of a street and the street it stands for; none where a street has that very name.
select distinct alias_told.name_key, register_street.street_no
from alias_told
join register_street
    on register_street.name_key = alias_told.meant_key and register_street.place_key = alias_told.place_key
where alias_told.name_key <> ''
    and not exists (
        select 1 from register_street as namesake
        where namesake.name_key = alias_told.name_key and namesake.place_key = alias_told.place_key
    )
