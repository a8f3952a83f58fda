-- One row per day on which the city's plan levels are not all its plans.
select on_date
from city
where milestone = 'plan'
group by on_date
having sum(case when level = '' then residents else -residents end) <> 0
    or sum(case when level = '' then households else -households end) <> 0
