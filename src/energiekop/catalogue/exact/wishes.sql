-- One row per place of the asked grain and wish: how many households asked for it, and how many got an answer.
with here as (
    select place_code, household_id
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
),

-- A wish of somebody whose address is not known is the city's alone.
said as (
    select
        coalesce(here.place_code, case when $grain = 'city' and not $filtered then 'city' end) as place_code,
        coalesce(here.household_id, wish_id) as asker,
        lower(trim(wish)) as folded,
        trim(wish) as wish,
        topic,
        coalesce(answered_on <= $as_of, false) as is_answered
    from exact.wish
    left join here on here.household_id = wish.household_id
    where asked_on <= $as_of
),

counted as (
    select
        place_code,
        min(wish) as wish,
        min(topic) as topic,
        count(distinct asker) as asked,
        count(distinct case when is_answered then asker end) as answered
    from said
    where place_code is not null
    group by place_code, folded
)

select place.*, wish, topic, asked, answered
from place($grain, $only_place) as place
join counted on counted.place_code = place.place_code
order by place.place_code, asked desc, wish
