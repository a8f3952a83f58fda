-- One row per group of the asked kind and step: protected counts, a multiple of three each.
with asked as (
    select * from group_of($grain) where $cells is null or list_contains($cells, cell_id)
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
),

counted as (
    select
        asked.*,
        steps.step,
        steps.milestone,
        figure.shown as households
    from asked
    cross join steps
    left join published.figure as figure
        on figure.cell_id = asked.cell_id
        and figure.milestone = steps.milestone
        and figure.split = ''
        and figure.on_date = $as_of
),

with_previous as (
    select *, lag(households) over (partition by place_code order by step) as previous from counted
)

-- A share between two rounded counts is told in whole per cents, of 30 or more, and never near none or all.
select
    *,
    case when previous >= 30 then least(greatest(round(households / previous, 2), 0.05), 0.95) end as conversion
from with_previous
order by place_code, step
