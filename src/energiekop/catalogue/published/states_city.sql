-- One row per step: the city's total, which is exact for every role; how they stand there is not published.
with steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
)

select
    steps.milestone,
    '' as split_value,
    households,
    residents
from steps
left join published.city as city
    on city.milestone = steps.milestone and city.level = '' and city.on_date = $as_of
order by step
