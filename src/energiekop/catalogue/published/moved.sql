-- One row per group of the asked kind and step: the difference of two published counts, a multiple of three.
with asked as (
    select * from group_of($grain) where $cells is null or list_contains($cells, cell_id)
),

-- The last day that was published a period ago or longer.
compared as (
    select max(on_date) as since
    from published_on($grain)
    where (not $month_ends or on_date = last_day(on_date))
        and on_date <= case $period
            when 'week' then $as_of - interval 7 day
            when 'month' then $as_of - interval 1 month
            when 'quarter' then $as_of - interval 3 month
        end
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
)

select
    asked.*,
    steps.milestone,
    '' as level,
    compared.since,
    now_shown.shown as households_now,
    now_shown.shown - then_shown.shown as households
from asked
cross join steps
cross join compared
left join published.figure as now_shown
    on now_shown.cell_id = asked.cell_id
    and now_shown.milestone = steps.milestone
    and now_shown.split = ''
    and now_shown.on_date = $as_of
left join published.figure as then_shown
    on then_shown.cell_id = asked.cell_id
    and then_shown.milestone = steps.milestone
    and then_shown.split = ''
    and then_shown.on_date = compared.since
order by place_code, steps.step
