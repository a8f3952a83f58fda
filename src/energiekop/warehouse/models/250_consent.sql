-- One row per household and purpose it agreed to: since when, by which words, until when. A move ends it.
with given as (
    select dwelling_id, 'programme' as purpose, signed_up_on as given_on, 'form' as how, source
    from standing_sign_ups where consent_programme
    union all
    select dwelling_id, 'champion_sees', signed_up_on, 'form', source from standing_sign_ups where consent_champion_sees
    union all
    select dwelling_id, 'firm_contacts', signed_up_on, 'form', source from standing_sign_ups where consent_firm_contacts
    union all
    select dwelling_id, 'example', signed_up_on, 'form', source from standing_sign_ups where consent_example
    union all
    select dwelling_id, purpose, said_on, coalesce(how, 'list'), source from standing_consents where given
),

by_household as (
    select
        household_period.household_id, household_period.lived_until,
        given.purpose, min(given.given_on) as given_on, min(given.how) as how, min(given.source) as taken_by,
        max(given.given_on) as last_given_on
    from given
    join household_period
        on household_period.dwelling_id = given.dwelling_id
        and given.given_on >= household_period.from_day
        and given.given_on < household_period.until_day
    group by household_period.household_id, household_period.lived_until, given.purpose
),

withdrawn as (
    select household_period.household_id, standing_consents.purpose, max(standing_consents.said_on) as withdrawn_on
    from standing_consents
    join household_period
        on household_period.dwelling_id = standing_consents.dwelling_id
        and standing_consents.said_on >= household_period.from_day
        and standing_consents.said_on < household_period.until_day
    where not standing_consents.given
    group by household_period.household_id, standing_consents.purpose
)

select
    by_household.household_id,
    by_household.purpose,
    '1' as wording,
    by_household.given_on,
    by_household.how,
    by_household.taken_by,
    case
        -- Of a yes and a no on one day the no stands.
        when withdrawn.withdrawn_on >= by_household.last_given_on then withdrawn.withdrawn_on
        else by_household.lived_until
    end as withdrawn_on
from by_household
left join withdrawn
    on withdrawn.household_id = by_household.household_id and withdrawn.purpose = by_household.purpose
