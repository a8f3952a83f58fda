-- One row per time that the household stopped.
select stop.stopped_on, stop.ended_on, stop.reason
from exact.stop as stop
where stop.household_id = $household_id
order by stop.stopped_on
