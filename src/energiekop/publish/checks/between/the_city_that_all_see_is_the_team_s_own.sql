-- One row per published day on which the city's plans are not the team's own, and those since forgotten.
-- What was published stays when a household is forgotten, so it may be ahead by those households alone.
with forgotten_since as (
    select coalesce(max(cast(value as bigint)), 0) as plans from exact.meta where key = 'plans_forgotten'
),

told as (
    select on_date, households, residents from published.city where milestone = 'plan' and level = ''
),

counted as (
    select
        told.on_date,
        told.households - count(household.household_id) as households_apart,
        told.residents - coalesce(sum(household.residents), 0) as residents_apart
    from told
    left join exact.household as household on household.plan_on <= told.on_date
    group by told.on_date, told.households, told.residents
)

select counted.on_date, counted.households_apart, counted.residents_apart
from counted
cross join forgotten_since
where counted.households_apart not between 0 and forgotten_since.plans
    or counted.residents_apart < 0
    or (counted.households_apart = 0 and counted.residents_apart <> 0)
