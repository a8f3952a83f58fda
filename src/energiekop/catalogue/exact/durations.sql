-- One row per place of the asked grain, pair of steps and closed quarter in which households took the later one.
with taken as (
    select
        place_code,
        unnest([
            {'step': 1, 'from_step': 'reached', 'to_step': 'signed_up', 'from_on': reached_seen_on,
                'to_on': signed_up_seen_on},
            {'step': 2, 'from_step': 'signed_up', 'to_step': 'conversation', 'from_on': signed_up_seen_on,
                'to_on': conversation_seen_on},
            {'step': 3, 'from_step': 'conversation', 'to_step': 'advice', 'from_on': conversation_seen_on,
                'to_on': advice_seen_on},
            {'step': 4, 'from_step': 'advice', 'to_step': 'plan', 'from_on': advice_seen_on,
                'to_on': plan_seen_on},
            {'step': 5, 'from_step': 'plan', 'to_step': 'measure', 'from_on': plan_seen_on,
                'to_on': measure_seen_on},
            {'step': 6, 'from_step': 'signed_up', 'to_step': 'plan', 'from_on': signed_up_seen_on,
                'to_on': plan_seen_on}
        ], recursive := true)
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
),

-- Only steps that were filed, and in their order, have a time between them.
timed as (
    select *, cast(date_trunc('quarter', to_on) as date) as quarter, to_on - from_on as days
    from taken
    where to_on >= from_on
)

select
    place.*,
    timed.from_step,
    timed.to_step,
    timed.quarter,
    round(median(timed.days) / 7) as weeks,
    count(*) as households
from timed
join place($grain, $only_place) as place on place.place_code = timed.place_code
where last_day(timed.quarter + interval 2 month) <= $as_of
group by all
order by place.place_code, timed.quarter, min(timed.step)
