-- One row per typed street, house number and postcode there, and one over all its postcodes (postcode '*').
with typed_number as (
    select register_street.street_no, split.house_number
    from split
    join register_street using (name_key)
    where split.street_known

    union

    select street_alias.street_no, split.house_number
    from split
    join street_alias using (name_key)
    where split.street_known

    union

    select register_street.street_no, split.house_number
    from split
    join near_street using (name_key)
    join register_street on register_street.name_key = near_street.near_key
    where not split.named_here

    union

    select register_unit.street_no, split.house_number
    from split
    join register_unit using (postcode, house_number)
    where split.postcode <> '' and (
        split.name_key = '' or not split.named_here or split.name_key in (select part_key from street_part)
    )
),

numbered as (
    select register_unit.*, right(' ' || unit_raw, 2) as last_sign, try_cast(unit_raw as integer) as digits
    from register_unit
    semi join typed_number using (street_no, house_number)
)

select
    street_no, house_number,
    case when grouping(postcode) = 1 then '*' else postcode end as postcode,
    -- one dwelling in all, or null; likewise of those without letter and addition
    case when min(dwelling_id) = max(dwelling_id) then min(dwelling_id) end as only_dwelling_id,
    case
        when min(dwelling_id) filter (unit_raw = '') = max(dwelling_id) filter (unit_raw = '')
            then min(dwelling_id) filter (unit_raw = '')
    end as bare_dwelling_id,
    bool_or(unit_raw = '') as has_bare,
    bool_or(unit_raw <> '') as has_units,
    -- what the letters and digits at this number stand for: storeys and sides, or a plain series?
    bool_or(unit_raw in ('g', 'j')) as letters_run_on,
    bool_or(last_sign = ' a') and bool_or(last_sign = ' v') and not bool_or(last_sign in (' b', ' u'))
        as has_back_and_front,
    bool_or(last_sign = ' l') and bool_or(last_sign = ' r') and not bool_or(last_sign in (' k', ' q'))
        as has_left_and_right,
    coalesce(max(digits), 0) > 6 as digits_run_on
from numbered
group by grouping sets ((street_no, house_number, postcode), (street_no, house_number))
