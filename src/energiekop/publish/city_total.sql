-- One row per milestone (and per plan level), published day: households and residents of the whole city, exact.
-- The milestone 'living' is no step: it counts everyone who lives there on that day.
with reached as (
    select 'reached' as milestone, '' as level, reached_on as day, 1 as households, residents from household
    union all
    select 'signed_up', '', signed_up_on, 1, residents from household
    union all
    select 'conversation', '', conversation_on, 1, residents from household
    union all
    select 'advice', '', advice_on, 1, residents from household
    union all
    select 'plan', '', plan_on, 1, residents from household
    union all
    select 'plan', plan_level, plan_on, 1, residents from household
    union all
    select 'measure', '', measure_on, 1, residents from household
    union all
    select 'living', '', coalesce(lived_from, date '0001-01-01'), 1, residents from household
    union all
    -- Who moves out takes off what was added when they came.
    select 'living', '', lived_until, -1, -residents from household
),

per_day as (
    select milestone, level, day, sum(households) as households, sum(residents) as residents
    from reached
    where day is not null
    group by milestone, level, day
),

measures as (
    select distinct milestone, '' as level from reached
    union
    select 'plan', level from (values ('huis'), ('straat'), ('complex'), ('buurt')) as levels (level)
)

select
    measures.milestone,
    measures.level,
    published_day.on_date,
    cast(coalesce(sum(per_day.households), 0) as bigint) as households,
    cast(coalesce(sum(per_day.residents), 0) as bigint) as residents
from measures
cross join published_day
left join per_day
    on per_day.milestone = measures.milestone
    and per_day.level = measures.level
    and per_day.day <= published_day.on_date
group by measures.milestone, measures.level, published_day.on_date
