-- One row per step: the city's totals, which are exact for every role.
with steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
)

select
    steps.milestone,
    households,
    residents,
    households / nullif(lag(households) over (order by step), 0) as conversion
from steps
left join published.city as city
    on city.milestone = steps.milestone and city.level = '' and city.on_date = $as_of
order by step
