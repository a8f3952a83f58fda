-- One row per household; where one is forgotten, as the models make it of what is left.
select household.*
from household
where household.dwelling_id not in (select dwelling_id from forgotten)
union all by name
select * from memory.main.household
