-- One row per step that the household is counted at: the day, the party, and whether a later step implied it.
with wide as (
    select * from exact.household where household_id = $household_id
),

steps as (
    select 1 as step, 'reached' as milestone, reached_on as counted_on, reached_seen_on as seen_on,
        reached_party as party from wide
    union all
    select 2, 'signed_up', signed_up_on, signed_up_seen_on, signed_up_party from wide
    union all
    select 3, 'conversation', conversation_on, conversation_seen_on, conversation_party from wide
    union all
    select 4, 'advice', advice_on, advice_seen_on, advice_party from wide
    union all
    select 5, 'plan', plan_on, plan_seen_on, plan_party from wide
    union all
    select 6, 'measure', measure_on, measure_seen_on, measure_party from wide
)

select milestone, counted_on, party, seen_on is distinct from counted_on as implied
from steps
where counted_on is not null
order by step
