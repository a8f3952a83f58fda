-- One row per party, way and reason in which the dwelling of a row was found.
with counted as (
    select party, way, reason, sum(number) as "rows"
    from exact.way_count
    where delivered_on <= $as_of
    group by party, way, reason
)

select
    party,
    way,
    reason,
    cast("rows" as bigint) as "rows",
    "rows" / sum("rows") over (partition by party) as share
from counted
order by party, "rows" desc, way, reason
