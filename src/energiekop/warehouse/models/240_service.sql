-- One row per request that a desk must answer: who asked, when, and when it was answered.
with asked as (
    select dwelling_id, 'municipality' as desk, 'grant' as kind, record_key, asked_on, decided_on as answered_on
    from standing_grants
    union all
    select dwelling_id, 'municipality', 'permit', record_key, asked_on, decided_on from standing_permits
    union all
    select dwelling_id, 'consultancy', 'quote', record_key, quote_asked_on, quote_given_on
    from case_record
    where quote_asked_on is not null
    union all
    select dwelling_id, coalesce(lower(answered_by), 'community'), 'question', record_key, asked_on, answered_on
    from standing_wishes
)

select
    household_period.household_id, asked.dwelling_id, asked.desk, asked.kind, asked.record_key,
    asked.asked_on, asked.answered_on
from asked
left join household_period
    on household_period.dwelling_id = asked.dwelling_id
    and asked.asked_on >= household_period.from_day
    and asked.asked_on < household_period.until_day
