-- One row per address of the register in a street that was typed, or nearly, with the keys of its letter and addition.
with wanted_street as (
    select street_no from register_street where name_key in (select name_key from split where street_known)
    union
    select street_no from street_alias where name_key in (select name_key from split where street_known)
    union
    select street_no from register_street where name_key in (select near_key from near_street)
    union
    select register_street.street_no
    from register_row
    join register_street using (street, place, municipality)
    where register_row.postcode in (
        select postcode from split
        where postcode <> ''
            and (not named_here or name_key = '' or name_key in (select part_key from street_part))
    )
)

select
    register_street.street_no,
    register_row.house_number, register_row.dwelling_id, register_row.postcode,
    register_row.letter, register_row.addition,
    unit_text_key.unit_raw, unit_text_key.unit_plain, unit_text_key.unit_floor, unit_text_key.doubt
from register_row
join register_street using (street, place, municipality)
join wanted_street using (street_no)
join unit_text_key using (letter, addition)
where register_row.house_number is not null and register_row.dwelling_id is not null
