-- One row per wish of a resident: what, about what, and whether and by whom it was answered.
select
    standing_wishes.record_key as wish_id,
    household_period.household_id,
    standing_wishes.asked_on, standing_wishes.wish, standing_wishes.topic,
    standing_wishes.answered_on, standing_wishes.answered_by
from standing_wishes
left join household_period
    on household_period.dwelling_id = standing_wishes.dwelling_id
    and standing_wishes.asked_on >= household_period.from_day
    and standing_wishes.asked_on < household_period.until_day
