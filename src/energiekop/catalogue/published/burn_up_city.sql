-- One row per month: the city's total on the month's last published day, beside what was agreed.
with days as (
    select max(on_date) as on_date
    from published_on('city')
    where on_date <= $as_of and (not $month_ends or on_date = last_day(on_date))
    group by last_day(on_date)
),

-- The months still to come, as far as something was agreed for them.
to_come as (
    select last_day(cast(first_day as date)) as on_date
    from generate_series(
        date_trunc('month', $as_of) + interval 1 month,
        (select max(end_on) from target where stadsdeel_code is null),
        interval 1 month
    ) as each_month (first_day)
),

every_month as (
    select on_date from days
    union all
    select on_date from to_come
),

-- Each stretch of the planned line, from one agreed day to the next; the last day is a stretch of its own.
planned as (
    select
        end_on as from_on,
        residents as from_residents,
        lead(end_on) over (order by end_on) as until_on,
        lead(residents) over (order by end_on) as until_residents
    from target
    where stadsdeel_code is null
)

select
    strftime(every_month.on_date, '%Y-%m') as month,
    every_month.on_date,
    city.residents as residents_helped,
    city.households as households_helped,
    cast(round(case
        when until_on is null then from_residents
        else from_residents + (until_residents - from_residents)
            * (every_month.on_date - from_on) / (until_on - from_on)
    end) as bigint) as planned_residents
from every_month
left join published.city as city
    on city.milestone = 'plan' and city.level = '' and city.on_date = every_month.on_date
left join planned
    on every_month.on_date >= planned.from_on
    and (every_month.on_date < planned.until_on or (planned.until_on is null and every_month.on_date = planned.from_on))
order by every_month.on_date
