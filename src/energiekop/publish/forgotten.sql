-- One row per household on the forget list: its dwelling, and from which day until which nothing is kept of it.
-- It ends when somebody else comes to live there, or the household itself says yes again, after it asked.
with new_beginning as (
    select dwelling_id, moved_on as begun_on from filed_moves
    union all
    select dwelling_id, signed_up_on from filed_sign_ups where consent_programme
    union all
    select dwelling_id, said_on from filed_consents where purpose = 'programme' and given
)

select
    listed.dwelling_id,
    coalesce(listed.lived_from, date '0001-01-01') as from_day,
    coalesce(listed.lived_until, min(new_beginning.begun_on), date '9999-12-31') as until_day
from forget_listed as listed
left join new_beginning
    on new_beginning.dwelling_id = listed.dwelling_id and new_beginning.begun_on > listed.forgotten_on
group by listed.dwelling_id, listed.lived_from, listed.lived_until, listed.forgotten_on
