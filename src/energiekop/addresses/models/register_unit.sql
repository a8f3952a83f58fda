-- One row per address of the register in a street that was typed, or nearly, with the keys of its letter and addition.
with wanted_street as (
    select street_no from register_street where name_key in (select name_key from split where street_known)
    union
    select street_no from register_street where name_key in (select near_key from near_street)
    union
    select register_street.street_no
    from register_address
    join register_street
        on register_street.street = coalesce(trim(register_address.street), '')
        and register_street.place = coalesce(trim(register_address.place), '')
    where upper(replace(register_address.postcode, ' ', '')) in (
        select postcode from split
        where not street_known or name_key = '' or name_key in (select part_key from street_part)
    )
)

select
    register_street.street_no,
    register_address.house_number,
    register_address.dwelling_id,
    coalesce(upper(replace(register_address.postcode, ' ', '')), '') as postcode,
    coalesce(lower(trim(register_address.house_letter)), '') as letter,
    coalesce(lower(trim(register_address.addition)), '') as addition,
    unit_text_key.unit_raw, unit_text_key.unit_plain, unit_text_key.unit_floor, unit_text_key.doubt
from register_address
join register_street
    on register_street.street = coalesce(trim(register_address.street), '')
    and register_street.place = coalesce(trim(register_address.place), '')
join wanted_street using (street_no)
join unit_text_key
    on unit_text_key.letter = coalesce(lower(trim(register_address.house_letter)), '')
    and unit_text_key.addition = coalesce(lower(trim(register_address.addition)), '')
where register_address.house_number is not null and register_address.dwelling_id is not null
