-- One row per place of the asked grain, step and plan level: what came since the day compared with.
with period as (
    select cast(case $period
        when 'week' then $as_of - interval 7 day
        when 'month' then $as_of - interval 1 month
        when 'quarter' then $as_of - interval 3 month
    end as date) as asked_since
),

-- Before the first delivery nothing was known, so there is nothing to compare with.
compared as (
    select
        asked_since,
        case when asked_since >= (select min(reached_known_on) from exact.household) then asked_since end as since
    from period
),

here as (
    select household.*, asked_since
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm) as household
    cross join compared
    where reached_on <= $as_of
),

taken as (
    select
        place_code,
        residents,
        asked_since,
        unnest([
            {'milestone': 'reached', 'level': '', 'taken_on': reached_on, 'known_on': reached_known_on},
            {'milestone': 'signed_up', 'level': '', 'taken_on': signed_up_on, 'known_on': signed_up_known_on},
            {'milestone': 'conversation', 'level': '', 'taken_on': conversation_on,
                'known_on': conversation_known_on},
            {'milestone': 'advice', 'level': '', 'taken_on': advice_on, 'known_on': advice_known_on},
            {'milestone': 'plan', 'level': '', 'taken_on': plan_on, 'known_on': plan_known_on},
            {'milestone': 'plan', 'level': plan_level, 'taken_on': plan_on, 'known_on': plan_known_on},
            {'milestone': 'measure', 'level': '', 'taken_on': measure_on, 'known_on': measure_known_on}
        ], recursive := true)
    from here
),

-- Known on a day: it had happened by then, and was handed in by then.
known as (
    select *, greatest(taken_on, known_on) <= asked_since as was_known
    from taken
    where greatest(taken_on, known_on) <= $as_of
),

counted as (
    select
        place_code,
        milestone,
        level,
        count(*) as households_now,
        sum(residents) as residents_now,
        count(*) filter (where not was_known) as households,
        sum(residents) filter (where not was_known) as residents,
        count(*) filter (where not was_known and taken_on <= asked_since) as households_earlier,
        sum(residents) filter (where not was_known and taken_on <= asked_since) as residents_earlier
    from known
    group by place_code, milestone, level
),

rows_to_give (row_no, milestone, level) as (
    values
        (1, 'reached', ''), (2, 'signed_up', ''), (3, 'conversation', ''), (4, 'advice', ''), (5, 'plan', ''),
        (6, 'plan', 'huis'), (7, 'plan', 'straat'), (8, 'plan', 'complex'), (9, 'plan', 'buurt'),
        (10, 'measure', '')
)

select
    place.*,
    rows_to_give.milestone,
    rows_to_give.level,
    compared.since,
    coalesce(households_now, 0) as households_now,
    coalesce(residents_now, 0) as residents_now,
    coalesce(counted.households, 0) as households,
    coalesce(counted.residents, 0) as residents,
    coalesce(households_earlier, 0) as households_earlier,
    coalesce(residents_earlier, 0) as residents_earlier
from place($grain, $only_place) as place
cross join rows_to_give
cross join compared
left join counted
    on counted.place_code = place.place_code
    and counted.milestone = rows_to_give.milestone
    and counted.level = rows_to_give.level
where not $filtered or place.place_code in (select place_code from here)
order by place.place_code, rows_to_give.row_no
