-- One row per household on the forget list, as a kept snapshot knows until when: see forgotten.sql.
with new_beginning as (
    select dwelling_id, moved_on as begun_on from moved
    union all
    select household.dwelling_id, consent.given_on
    from consent
    join household on household.household_id = consent.household_id
    where consent.purpose = 'programme'
)

select
    listed.dwelling_id,
    coalesce(listed.lived_from, date '0001-01-01') as from_day,
    coalesce(listed.lived_until, min(new_beginning.begun_on), date '9999-12-31') as until_day
from forget_listed as listed
left join new_beginning
    on new_beginning.dwelling_id = listed.dwelling_id and new_beginning.begun_on > listed.forgotten_on
group by listed.dwelling_id, listed.lived_from, listed.lived_until, listed.forgotten_on
