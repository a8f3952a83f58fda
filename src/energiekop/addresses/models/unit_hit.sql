-- One row per chosen site and dwelling that the typed addition names, with how strictly it does (3 raw, 2 plain, 1 floor).
with asked as (
    select * from chosen_site where conflict is null and unit_raw <> ''
),

hits as (
    select asked.typed_id, asked.split_no, asked.street_no, asked.house_number, register_unit.dwelling_id, 3 as level
    from asked
    join register_unit using (street_no, house_number, unit_raw)
    where asked.by_postcode <> 'same' or register_unit.postcode = asked.postcode

    union all

    select asked.typed_id, asked.split_no, asked.street_no, asked.house_number, register_unit.dwelling_id, 2 as level
    from asked
    join register_unit using (street_no, house_number, unit_plain)
    where asked.by_postcode <> 'same' or register_unit.postcode = asked.postcode

    union all

    select asked.typed_id, asked.split_no, asked.street_no, asked.house_number, register_unit.dwelling_id, 1 as level
    from asked
    join register_unit using (street_no, house_number, unit_floor)
    join register_building using (street_no, house_number)
    where register_building.postcode = '*'
        and (asked.by_postcode <> 'same' or register_unit.postcode = asked.postcode)
        and case register_unit.doubt
            when 'letter' then not register_building.letters_run_on
            when 'digit' then not register_building.digits_run_on
            when 'back or front' then register_building.has_back_and_front
            when 'left or right' then register_building.has_left_and_right
            else true
        end
),

-- "Kamer 12" is 12 where the additions run on; where they may be storeys it is another thing.
rooms as (
    select asked.typed_id, asked.split_no, asked.street_no, asked.house_number, register_unit.dwelling_id, 1 as level
    from asked
    join register_unit
        on register_unit.street_no = asked.street_no and register_unit.house_number = asked.house_number
        and 'kamer ' || register_unit.unit_plain = asked.unit_plain
    join register_building
        on register_building.street_no = asked.street_no and register_building.house_number = asked.house_number
    where register_building.postcode = '*' and register_building.digits_run_on
        and (asked.by_postcode <> 'same' or register_unit.postcode = asked.postcode)
)

select typed_id, split_no, street_no, house_number, dwelling_id, max(level) as level
from (select * from hits union all select * from rooms)
group by typed_id, split_no, street_no, house_number, dwelling_id
qualify max(level) = max(max(level)) over (partition by typed_id, split_no, street_no)
