-- One row per household and stop: from when, until when, why. A later milestone ends it; it undoes none.
with reported as (
    select dwelling_id, stopped_on, ended_on, reason from standing_stops where dwelling_id is not null
    union all
    select dwelling_id, stopped_on, cast(null as date), stop_reason from case_record
    where stopped_on is not null and dwelling_id is not null
),

by_household as (
    select
        household_period.household_id,
        reported.stopped_on,
        max(reported.ended_on) as ended_on,
        max(reported.reason) as reason
    from reported
    join household_period
        on household_period.dwelling_id = reported.dwelling_id
        and reported.stopped_on >= household_period.from_day
        and reported.stopped_on < household_period.until_day
    group by household_period.household_id, reported.stopped_on
),

next_milestone as (
    select by_household.household_id, by_household.stopped_on, min(seen_milestone.seen_on) as resumed_on
    from by_household
    join seen_milestone
        on seen_milestone.household_id = by_household.household_id
        and seen_milestone.seen_on > by_household.stopped_on
    group by by_household.household_id, by_household.stopped_on
)

select
    by_household.household_id,
    by_household.stopped_on,
    case
        when next_milestone.resumed_on < by_household.ended_on then next_milestone.resumed_on
        else coalesce(by_household.ended_on, next_milestone.resumed_on)
    end as ended_on,
    by_household.reason
from by_household
left join next_milestone
    on next_milestone.household_id = by_household.household_id
    and next_milestone.stopped_on = by_household.stopped_on
