-- One row per value that somebody told of the household and that contradicts another; one of a field stands.
select value.field, value.told, value.stands, value.party, value.source, value.told_on, value.rule
from exact.household_contradiction as value
where value.household_id = $household_id
order by value.field, value.stands desc, value.told_on, value.told
