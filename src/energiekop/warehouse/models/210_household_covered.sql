-- One row per household that lives under a plan of its street, buurt or complex without having a plan itself.
with decided as (
    select level, street_id, buurt_code, complex_id, plan_decided_on from initiative where plan_decided_on is not null
),

under_plan as (
    select dwelling.dwelling_id, decided.plan_decided_on
    from decided
    join dwelling on decided.level = 'straat' and dwelling.street_id = decided.street_id
    union all
    select dwelling.dwelling_id, decided.plan_decided_on
    from decided
    join dwelling on decided.level = 'buurt' and dwelling.buurt_code = decided.buurt_code
    union all
    select dwelling.dwelling_id, decided.plan_decided_on
    from decided
    join dwelling on decided.level = 'complex' and dwelling.complex_id = decided.complex_id
)

select household_period.household_id, min(under_plan.plan_decided_on) as covered_on
from under_plan
join household_period
    on household_period.dwelling_id = under_plan.dwelling_id
    and under_plan.plan_decided_on < household_period.until_day
left join household_helped_on on household_helped_on.household_id = household_period.household_id
where household_helped_on.household_id is null
group by household_period.household_id
