-- One row per consent that stays.
select consent.*
from consent
anti join forgotten_household
    on forgotten_household.household_id = consent.household_id
    and consent.given_on >= forgotten_household.from_day and consent.given_on < forgotten_household.until_day
