-- One row per place of the asked grain, step and value of the split: how many households stand there, and how.
with standing as (
    select *
    from standing_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm, $as_of, $split)
),

counted as (
    select
        place_code,
        step,
        split_value,
        count(*) as households,
        sum(residents) as residents,
        count(*) filter (where state = 'further') as further,
        count(*) filter (where state = 'on_time') as on_time,
        count(*) filter (where state = 'too_long') as too_long,
        count(*) filter (where state = 'stopped') as stopped,
        count(*) filter (where state = 'moved_away') as moved_away
    from standing
    group by place_code, step, split_value
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
),

-- Every step of a value that occurs in the place; without a split also of a place where nobody takes part.
rows_to_give as (
    select distinct place_code, split_value from counted
    union
    select place_code, '' from place($grain, $only_place) where $split = 'none' and not $filtered
)

select
    place.*,
    steps.milestone,
    rows_to_give.split_value,
    coalesce(counted.households, 0) as households,
    coalesce(counted.residents, 0) as residents,
    coalesce(further, 0) as further,
    coalesce(on_time, 0) as on_time,
    coalesce(too_long, 0) as too_long,
    coalesce(stopped, 0) as stopped,
    coalesce(moved_away, 0) as moved_away,
    settings.turn,
    settings.days as window_days,
    coalesce(counted.households, 0) / nullif(lag(coalesce(counted.households, 0)) over (
        partition by place.place_code, rows_to_give.split_value order by steps.step
    ), 0) as conversion
from place($grain, $only_place) as place
join rows_to_give on rows_to_give.place_code = place.place_code
cross join steps
left join counted
    on counted.place_code = place.place_code
    and counted.step = steps.step
    and counted.split_value = rows_to_give.split_value
left join exact.settings_window as settings on settings.milestone = steps.milestone
order by place.place_code, steps.step, rows_to_give.split_value
