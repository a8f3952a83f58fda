-- One row per group of the asked kind, pair of steps and closed quarter; without weeks where too few took the later.
with asked as (
    select * from group_of($grain) where cell_id is not null and ($cells is null or list_contains($cells, cell_id))
),

steps (step, from_step, to_step) as (
    values
        (1, 'reached', 'signed_up'), (2, 'signed_up', 'conversation'), (3, 'conversation', 'advice'),
        (4, 'advice', 'plan'), (5, 'plan', 'measure'), (6, 'signed_up', 'plan')
),

-- Those of which something is told, somewhere.
quarters as (
    select distinct quarter from published.duration where last_day(quarter + interval 2 month) <= $as_of
)

select
    asked.*,
    steps.from_step,
    steps.to_step,
    quarters.quarter,
    duration.weeks
from asked
cross join steps
cross join quarters
left join published.duration as duration
    on duration.cell_id = asked.cell_id
    and duration.from_step = steps.from_step
    and duration.to_step = steps.to_step
    and duration.quarter = quarters.quarter
order by place_code, quarters.quarter, steps.step
