-- One row per place of the asked grain and step: the households that took it or a later one.
with counted as (
    select
        place_code,
        count(*) filter (where reached_on <= $as_of) as reached,
        count(*) filter (where signed_up_on <= $as_of) as signed_up,
        count(*) filter (where conversation_on <= $as_of) as conversation,
        count(*) filter (where advice_on <= $as_of) as advice,
        count(*) filter (where plan_on <= $as_of) as plan,
        count(*) filter (where measure_on <= $as_of) as measure,
        sum(residents) filter (where reached_on <= $as_of) as reached_residents,
        sum(residents) filter (where signed_up_on <= $as_of) as signed_up_residents,
        sum(residents) filter (where conversation_on <= $as_of) as conversation_residents,
        sum(residents) filter (where advice_on <= $as_of) as advice_residents,
        sum(residents) filter (where plan_on <= $as_of) as plan_residents,
        sum(residents) filter (where measure_on <= $as_of) as measure_residents
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
    group by place_code
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
),

every_step as (
    select
        place.*,
        step,
        milestone,
        coalesce(case step
            when 1 then reached when 2 then signed_up when 3 then conversation
            when 4 then advice when 5 then plan when 6 then measure
        end, 0) as households,
        coalesce(case step
            when 1 then reached_residents when 2 then signed_up_residents when 3 then conversation_residents
            when 4 then advice_residents when 5 then plan_residents when 6 then measure_residents
        end, 0) as residents
    from place($grain, $only_place) as place
    left join counted on counted.place_code = place.place_code
    cross join steps
    where not $filtered or counted.place_code is not null
)

select
    *,
    households / nullif(lag(households) over (partition by place_code order by step), 0) as conversion
from every_step
order by place_code, step
