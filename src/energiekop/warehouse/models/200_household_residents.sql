-- One row per household: its residents by the count nearest before the day it was helped, else the first after.
-- Who is not helped is counted by the latest delivery while living there; nobody is counted again later.
with helped as (
    select
        household_period.household_id,
        household_period.dwelling_id,
        coalesce(household_helped_on.helped_on, household_period.until_day) as count_day
    from household_period
    left join household_helped_on on household_helped_on.household_id = household_period.household_id
),

nearest as (
    select
        helped.household_id,
        max(case when resident_count.delivered_on <= helped.count_day then resident_count.delivered_on end)
            as last_before,
        min(case when resident_count.delivered_on > helped.count_day then resident_count.delivered_on end)
            as first_after
    from helped
    join (select distinct delivered_on from resident_count) as resident_count on true
    group by helped.household_id
)

select helped.household_id, resident_count.residents, resident_count.estimated as residents_estimated
from helped
join nearest on nearest.household_id = helped.household_id
join resident_count
    on resident_count.dwelling_id = helped.dwelling_id
    and resident_count.delivered_on = coalesce(nearest.last_before, nearest.first_after)
