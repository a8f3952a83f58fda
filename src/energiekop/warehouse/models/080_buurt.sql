-- One row per buurt: where it lies and how many dwellings it has.
with counted as (
    select buurt_code, count(*) as dwellings from dwelling where is_dwelling and in_register group by buurt_code
)

select
    buurt_place.buurt_code,
    buurt_place.buurt_name,
    buurt_place.wijk_code,
    buurt_place.stadsdeel_code,
    buurt_place.origin,
    cast(coalesce(counted.dwellings, 0) as integer) as dwellings
from buurt_place
left join counted on counted.buurt_code = buurt_place.buurt_code
