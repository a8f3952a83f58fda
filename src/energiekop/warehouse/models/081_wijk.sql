-- One row per wijk: dissolved from its buurten, its name from areas.toml where that gives one.
with wijken as (
    select wijk_code, min(stadsdeel_code) as stadsdeel_code from buurt_place group by wijk_code
)

select
    wijken.wijk_code,
    coalesce(wijk_name.wijk_name, wijken.wijk_code) as wijk_name,
    wijken.stadsdeel_code
from wijken
left join wijk_name on wijk_name.wijk_code = wijken.wijk_code
