-- One row per accepted event that can be a milestone: what happened at a dwelling, when, by which party.
with reported as (
    select dwelling_id, 'signed_up' as milestone, signed_up_on as happened_on, known_on,
        'community' as party, source, record_key, cast(null as varchar) as firm
    from standing_sign_ups
    union all
    select dwelling_id, 'reached', spoken_on, known_on, 'community', source, record_key, null
    from standing_contacts
    union all
    select dwelling_id, 'conversation', talked_on, known_on, 'community', source, record_key, null
    from standing_conversations where present is distinct from false
    union all
    select dwelling_id, 'plan', yes_on, known_on, 'community', source, record_key, null
    from standing_plans
    union all
    select dwelling_id, step, happened_on, known_on, 'consultancy', firm, record_key, firm
    from filed_case_date
    union all
    -- A grant of the municipality is a measure once it was granted and the work is done.
    select dwelling_id, 'measure', carried_out_on, known_on, 'municipality', source, record_key, null
    from grant_carried_out
)

select
    household_period.household_id,
    reported.dwelling_id,
    reported.milestone,
    reported.happened_on,
    reported.known_on,
    reported.party,
    reported.source,
    reported.firm,
    reported.record_key
from reported
left join household_period
    on household_period.dwelling_id = reported.dwelling_id
    and reported.happened_on >= household_period.from_day
    and reported.happened_on < household_period.until_day
