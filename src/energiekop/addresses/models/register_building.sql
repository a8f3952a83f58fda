-- One row per street, house number and postcode, and one over all postcodes there (postcode '*'): the dwellings.
with parts as (
    select
        street_no, house_number,
        case when grouping(postcode) = 1 then '*' else postcode end as postcode,
        count(distinct dwelling_id) as dwellings,
        min(dwelling_id) as first_dwelling_id,
        count(distinct dwelling_id) filter (unit_raw = '') as bare_dwellings,
        min(dwelling_id) filter (unit_raw = '') as bare_dwelling_id,
        count(*) filter (unit_raw <> '') as units_with_addition,
        -- what the letters and digits at this number stand for: storeys, or a plain series?
        bool_or(unit_raw in ('g', 'j')) as letters_run_on,
        bool_or(regexp_matches(unit_raw, '(^| )[bu]$')) as sides_run_on,
        bool_or(regexp_matches(unit_raw, '(^| )a$')) and bool_or(regexp_matches(unit_raw, '(^| )v$')) as has_both_sides,
        coalesce(max(try_cast(unit_raw as integer)), 0) > 6 as digits_run_on
    from register_unit
    group by grouping sets ((street_no, house_number, postcode), (street_no, house_number))
)

select * from parts
