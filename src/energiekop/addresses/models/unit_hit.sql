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
)

select typed_id, split_no, street_no, house_number, dwelling_id, max(level) as level
from hits
group by typed_id, split_no, street_no, house_number, dwelling_id
qualify max(level) = max(max(level)) over (partition by typed_id, split_no, street_no)
