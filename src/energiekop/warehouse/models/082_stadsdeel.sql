-- One row per stadsdeel: the letter of the code, or the grouping of areas.toml.
with stadsdelen as (
    select distinct stadsdeel_code from buurt_place
)

select
    stadsdelen.stadsdeel_code,
    coalesce(stadsdeel_name.stadsdeel_name, stadsdelen.stadsdeel_code) as stadsdeel_name
from stadsdelen
left join stadsdeel_name on stadsdeel_name.stadsdeel_code = stadsdelen.stadsdeel_code
