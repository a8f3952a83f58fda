-- One row per group of the asked kind and month: the protected count on the month's last published day.
with asked as (
    select * from group_of($grain) where $cells is null or list_contains($cells, cell_id)
),

days as (
    select max(on_date) as on_date
    from published_on($grain)
    where on_date <= $as_of and (not $month_ends or on_date = last_day(on_date))
    group by last_day(on_date)
)

select
    asked.*,
    strftime(days.on_date, '%Y-%m') as month,
    days.on_date,
    figure.shown as households_helped
from asked
cross join days
left join published.figure as figure
    on figure.cell_id = asked.cell_id
    and figure.milestone = 'plan'
    and figure.split = ''
    and figure.on_date = days.on_date
order by place_code, days.on_date
