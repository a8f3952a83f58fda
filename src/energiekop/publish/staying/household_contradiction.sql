-- One row per value told of a household that stays; of a forgotten one only what the register said of its dwelling.
select household_contradiction.*
from household_contradiction
anti join forgotten_household
    on forgotten_household.household_id = household_contradiction.household_id
    and forgotten_household.lived_from < forgotten_household.until_day
    and forgotten_household.lived_until > forgotten_household.from_day
    and household_contradiction.field <> 'tenure'
