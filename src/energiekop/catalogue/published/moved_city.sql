-- One row per step and plan level: the difference of two published totals of the city, exact for every role.
-- The last day that was published a period ago or longer.
with compared as (
    select max(on_date) as since
    from published_on('city')
    where (not $month_ends or on_date = last_day(on_date))
        and on_date <= case $period
            when 'week' then $as_of - interval 7 day
            when 'month' then $as_of - interval 1 month
            when 'quarter' then $as_of - interval 3 month
        end
),

rows_to_give (row_no, milestone, level) as (
    values
        (1, 'reached', ''), (2, 'signed_up', ''), (3, 'conversation', ''), (4, 'advice', ''), (5, 'plan', ''),
        (6, 'plan', 'huis'), (7, 'plan', 'straat'), (8, 'plan', 'complex'), (9, 'plan', 'buurt'),
        (10, 'measure', '')
)

select
    rows_to_give.milestone,
    rows_to_give.level,
    compared.since,
    city_now.households as households_now,
    city_now.residents as residents_now,
    city_now.households - city_then.households as households,
    city_now.residents - city_then.residents as residents
from rows_to_give
cross join compared
left join published.city as city_now
    on city_now.milestone = rows_to_give.milestone
    and city_now.level = rows_to_give.level
    and city_now.on_date = $as_of
left join published.city as city_then
    on city_then.milestone = rows_to_give.milestone
    and city_then.level = rows_to_give.level
    and city_then.on_date = compared.since
order by rows_to_give.row_no
