-- One row per published day and wish that enough households had asked for by then: the exact counts.
with said as (
    select
        coalesce(household_id, wish_id) as asker,
        lower(trim(wish)) as folded,
        trim(wish) as wish,
        topic,
        asked_on,
        answered_on
    from wish
)

select
    min(said.wish) as wish,
    min(said.topic) as topic,
    voice_day.on_date,
    count(distinct asker) as asked,
    count(distinct case when answered_on <= voice_day.on_date then asker end) as answered
from voice_day
join said on said.asked_on <= voice_day.on_date
group by voice_day.on_date, folded
having count(distinct asker) >= getvariable('minimum_group')
order by voice_day.on_date, folded
