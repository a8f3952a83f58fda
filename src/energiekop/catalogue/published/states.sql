-- One row per group of the asked kind and step: its protected count; how they stand there is not published.
with asked as (
    select * from group_of($grain) where $cells is null or list_contains($cells, cell_id)
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
)

select
    asked.*,
    steps.milestone,
    '' as split_value,
    figure.shown as households
from asked
cross join steps
left join published.figure as figure
    on figure.cell_id = asked.cell_id
    and figure.milestone = steps.milestone
    and figure.split = ''
    and figure.on_date = $as_of
order by place_code, steps.step
