-- One row per address that the register ever delivered, as its latest delivery writes it.
with filed as (
    select * from filed_addresses
),

latest_first as (
    select
        *,
        row_number() over (partition by record_key order by delivered_on desc, row_hash) as turn
    from filed
),

latest as (
    select
        record_key as address_id,
        dwelling_id,
        street as street_name,
        cast(house_number as integer) as house_number,
        coalesce(house_letter, '') as house_letter,
        coalesce(addition, '') as addition,
        coalesce(postcode, '') as postcode,
        place,
        municipality,
        municipality_code,
        x, y, lon, lat,
        area_m2,
        cast(built_year as integer) as built_year,
        object_type, object_status,
        -- Exports name what an object is used for one by one, or all in one cell.
        coalesce(is_home, lower(purposes) like '%woonfunctie%') as is_home,
        home_type, is_side_address, buurt_code,
        standing as in_register
    from latest_first
    where turn = 1
)

select * from latest
