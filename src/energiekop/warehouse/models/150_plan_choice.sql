-- One row per plan a household chose: the day it counts from, its level, who brought it (docs/decisions/0008).
with own_plans as (
    select household_id, happened_on as plan_on, known_on, 'huis' as level, party, firm
    from event
    where milestone = 'plan' and household_id is not null
),

-- A street's or neighbourhood's plan: the later of the group's decision and the household's own yes.
group_plans as (
    select
        initiative_member.dwelling_id,
        greatest(initiative.plan_decided_on, initiative_member.yes_on) as plan_on,
        initiative_member.yes_on as said_on,
        greatest(initiative.decision_known_on, initiative_member.yes_known_on) as known_on,
        initiative.level
    from initiative_member
    join initiative on initiative.initiative_id = initiative_member.initiative_id
    where initiative.level in ('straat', 'buurt')
        and initiative.plan_decided_on is not null and initiative_member.yes_on is not null
),

-- A complex: its owners are bound by the assembly's decision, its tenants only by their own yes.
owner_plans as (
    select
        dwelling.dwelling_id,
        initiative.plan_decided_on as plan_on,
        initiative.plan_decided_on as said_on,
        initiative.decision_known_on as known_on,
        'complex' as level
    from initiative
    join dwelling on dwelling.complex_id = initiative.complex_id
    where initiative.level = 'complex' and initiative.plan_decided_on is not null and dwelling.tenure = 'vve'
),

tenant_plans as (
    select
        initiative_member.dwelling_id,
        initiative_member.yes_on as plan_on,
        initiative_member.yes_on as said_on,
        initiative_member.yes_known_on as known_on,
        'complex' as level
    from initiative_member
    join initiative on initiative.initiative_id = initiative_member.initiative_id
    join dwelling on dwelling.dwelling_id = initiative_member.dwelling_id
    where initiative.level = 'complex'
        and coalesce(dwelling.tenure, 'unknown') <> 'vve' and initiative_member.yes_on is not null
),

shared_plans as (
    select * from group_plans
    union all
    select * from owner_plans
    union all
    select * from tenant_plans
),

-- Who said yes must still live there on the day the plan counts from.
shared_by_household as (
    select
        household_period.household_id,
        shared_plans.plan_on,
        shared_plans.known_on,
        shared_plans.level,
        'community' as party,
        cast(null as varchar) as firm
    from shared_plans
    join household_period
        on household_period.dwelling_id = shared_plans.dwelling_id
        and shared_plans.said_on >= household_period.from_day
        and shared_plans.plan_on < household_period.until_day
)

select * from own_plans
union all
select * from shared_by_household
