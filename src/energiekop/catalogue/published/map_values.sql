-- One row per group of the asked kind and month: the protected count, and its share of 30 dwellings or more.
with asked as (
    select * from group_of($grain) where $cells is null or list_contains($cells, cell_id)
),

days as (
    select max(on_date) as on_date
    from published_on($grain)
    where on_date <= $as_of and (not $month_ends or on_date = last_day(on_date))
        -- One month more than is given, for the first change.
        and on_date >= date_trunc('month', $as_of) - to_months(cast($months as integer))
    group by last_day(on_date)
),

shown_then as (
    select
        asked.*,
        days.on_date,
        figure.shown,
        lag(figure.shown) over (partition by asked.place_code order by days.on_date) as previous
    from asked
    cross join days
    left join published.figure as figure
        on figure.cell_id = asked.cell_id
        and figure.milestone = 'plan'
        and figure.split = ''
        and figure.on_date = days.on_date
),

counted as (
    select *, case $measure when 'share' then shown when 'change' then shown - previous end as households
    from shown_then
)

select
    *,
    shown as households_now,
    strftime(on_date, '%Y-%m') as month,
    case when dwellings >= 30 then round(households / dwellings, 2) end as value
from counted
where on_date >= date_trunc('month', $as_of) - to_months(cast($months as integer) - 1)
order by place_code, on_date
