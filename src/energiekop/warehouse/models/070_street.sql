-- One row per street of a place; a street through several buurten is listed under the one with most dwellings.
with per_buurt as (
    select
        street_id, street_name, place, buurt_code, wijk_code, stadsdeel_code,
        sum(case when is_dwelling and in_register then 1 else 0 end) as dwellings
    from dwelling
    group by street_id, street_name, place, buurt_code, wijk_code, stadsdeel_code
),

largest_first as (
    select
        *,
        sum(dwellings) over (partition by street_id) as all_dwellings,
        row_number() over (partition by street_id order by dwellings desc, buurt_code) as turn
    from per_buurt
)

select
    street_id, street_name, place, buurt_code, wijk_code, stadsdeel_code,
    cast(all_dwellings as integer) as dwellings
from largest_first
where turn = 1
