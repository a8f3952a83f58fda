-- One row per stop that stays.
select stop.*
from stop
anti join forgotten_household
    on forgotten_household.household_id = stop.household_id
    and stop.stopped_on >= forgotten_household.from_day and stop.stopped_on < forgotten_household.until_day
