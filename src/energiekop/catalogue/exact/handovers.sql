-- One row per place of the asked grain, pair of parties and step that was handed over.
with here as (
    select *
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
    where reached_on <= $as_of
),

filed (place_code, household_id, step, milestone, seen_on, party) as (
    select place_code, household_id, 1, 'reached', reached_seen_on, reached_party from here
    union all
    select place_code, household_id, 2, 'signed_up', signed_up_seen_on, signed_up_party from here
    union all
    select place_code, household_id, 3, 'conversation', conversation_seen_on, conversation_party from here
    union all
    select place_code, household_id, 4, 'advice', advice_seen_on, advice_party from here
    union all
    select place_code, household_id, 5, 'plan', plan_seen_on, plan_party from here
    union all
    select place_code, household_id, 6, 'measure', measure_seen_on, measure_party from here
),

successive as (
    select
        *,
        lag(party) over one_household as from_party,
        lag(seen_on) over one_household as from_seen_on
    from filed
    where seen_on <= $as_of
    window one_household as (partition by place_code, household_id order by step)
),

handed_over as (
    select place_code, from_party, party as to_party, step, milestone, seen_on - from_seen_on as days
    from successive
    where party <> from_party and seen_on >= from_seen_on  -- filed out of order: no waiting time
)

select
    place.*,
    from_party,
    to_party,
    milestone,
    count(*) as households,
    median(days) as median_days
from handed_over join place($grain, $only_place) as place on place.place_code = handed_over.place_code
group by all
order by place.place_code, min(step), from_party, to_party
