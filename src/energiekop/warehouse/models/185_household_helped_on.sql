-- One row per helped household: the day of its plan step, its level, and whether a later step implied it.
with stepped as (
    select household_id, plan_on, measure_on from household_milestones where plan_on is not null
)

select
    stepped.household_id,
    stepped.plan_on as helped_on,
    coalesce(first_plan.level, 'huis') as plan_level,
    first_plan.household_id is null as plan_implied
from stepped
left join first_plan on first_plan.household_id = stepped.household_id
