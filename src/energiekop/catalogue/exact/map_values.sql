-- One row per place of the asked grain and month: the value that colours it, and the households behind.
with days as (
    select
        strftime(first_day, '%Y-%m') as month,
        least(last_day(cast(first_day as date)), $as_of) as on_date
    from generate_series(
        date_trunc('month', $as_of) - to_months(cast($months as integer)),  -- one more, for the first change
        date_trunc('month', $as_of),
        interval 1 month
    ) as each_month (first_day)
),

here as (
    select place_code, household_id, reached_on, signed_up_on, conversation_on, advice_on, plan_on, measure_on,
        lived_until
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
    where reached_on <= $as_of
),

every_month as (
    select place.*, days.month, days.on_date from place($grain, $only_place) as place cross join days
),

came as (
    select
        place_code,
        greatest(least(last_day(plan_on), $as_of), (select min(on_date) from days)) as on_date,
        count(*) as households
    from here
    where plan_on <= $as_of and $measure <> 'too_long'
    group by all
),

helped as (
    select
        every_month.place_code,
        every_month.on_date,
        sum(coalesce(came.households, 0)) over (
            partition by every_month.place_code order by every_month.on_date
        ) as households
    from every_month
    left join came on came.place_code = every_month.place_code and came.on_date = every_month.on_date
    where $measure <> 'too_long'
),

with_previous as (
    select *, lag(households) over (partition by place_code order by on_date) as previous from helped
),

-- On each day, the step a household stood at and the days it had been there.
stood as (
    select
        here.place_code,
        here.household_id,
        days.on_date,
        case
            when plan_on <= days.on_date then 'plan'
            when advice_on <= days.on_date then 'advice'
            when conversation_on <= days.on_date then 'conversation'
            when signed_up_on <= days.on_date then 'signed_up'
            else 'reached'
        end as milestone,
        days.on_date - case
            when plan_on <= days.on_date then plan_on
            when advice_on <= days.on_date then advice_on
            when conversation_on <= days.on_date then conversation_on
            when signed_up_on <= days.on_date then signed_up_on
            else reached_on
        end as days_here
    from here
    join days
        on here.reached_on <= days.on_date
        and coalesce(here.measure_on > days.on_date, true)
        and coalesce(here.lived_until > days.on_date, true)
    where $measure = 'too_long'
),

waited as (
    select
        place_code,
        on_date,
        count(*) as waiting,
        count(*) filter (where days_here > settings.days) as too_long
    from stood
    left join exact.settings_window as settings on settings.milestone = stood.milestone
    where not exists (
        select 1
        from exact.stop as stop
        where stop.household_id = stood.household_id
            and stop.stopped_on <= stood.on_date and coalesce(stop.ended_on > stood.on_date, true)
    )
    group by place_code, on_date
),

counted_dwellings (place_code, dwellings) as (
    select stadsdeel_code, sum(dwellings) from exact.buurt where $grain = 'stadsdeel' group by stadsdeel_code
    union all
    select wijk_code, sum(dwellings) from exact.buurt where $grain = 'wijk' group by wijk_code
    union all
    select gebied_code, sum(dwellings)
    from exact.gebied_buurt as member join exact.buurt as buurt on buurt.buurt_code = member.buurt_code
    where $grain = 'gebied'
    group by gebied_code
    union all
    select buurt_code, dwellings from exact.buurt where $grain = 'buurt'
    union all
    select street_id, dwellings from exact.street where $grain = 'street'
    union all
    select complex_id, dwellings from exact.complex where $grain = 'complex'
)

select
    every_month.*,
    counted_dwellings.dwellings,
    with_previous.households as households_now,
    case $measure
        when 'share' then with_previous.households
        when 'change' then with_previous.households - previous
        when 'too_long' then coalesce(waited.too_long, 0)
    end as households,
    case $measure
        -- More households than dwellings can have a plan where some moved; a place is not more than full.
        when 'share'
            then least(with_previous.households, counted_dwellings.dwellings) / nullif(counted_dwellings.dwellings, 0)
        when 'change' then (with_previous.households - previous) / nullif(counted_dwellings.dwellings, 0)
        when 'too_long' then waited.too_long / waited.waiting
    end as value
from every_month
left join counted_dwellings on counted_dwellings.place_code = every_month.place_code
left join with_previous
    on with_previous.place_code = every_month.place_code and with_previous.on_date = every_month.on_date
left join waited on waited.place_code = every_month.place_code and waited.on_date = every_month.on_date
where every_month.on_date > (select min(on_date) from days)
order by every_month.place_code, every_month.on_date
