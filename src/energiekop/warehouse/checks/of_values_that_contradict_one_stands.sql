-- One row per household and field of which no value stands, or several, or of which nothing contradicts.
select household_id, field
from household_contradiction
group by household_id, field
having sum(case when stands then 1 else 0 end) <> 1 or count(*) < 2
