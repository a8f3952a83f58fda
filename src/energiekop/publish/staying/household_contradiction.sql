-- One row per value told of a household that stays; of a forgotten one only what the register said of its dwelling.
-- A record that leaves may have told of who lived there before as well: that subject goes whole, so that no value is
-- left to contradict nothing.
with told_by_theirs as (
    select distinct value.household_id, value.field
    from household_contradiction as value
    join forgotten_household on forgotten_household.household_id = value.household_id
    join forgotten_row on forgotten_row.whole_record and forgotten_row.record_key = value.record_key
)

select household_contradiction.*
from household_contradiction
anti join forgotten_household
    on forgotten_household.household_id = household_contradiction.household_id
    and forgotten_household.lived_from < forgotten_household.until_day
    and forgotten_household.lived_until > forgotten_household.from_day
    and household_contradiction.field <> 'tenure'
anti join told_by_theirs
    on told_by_theirs.household_id = household_contradiction.household_id
    and told_by_theirs.field = household_contradiction.field
