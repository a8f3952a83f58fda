-- One row per place of the asked grain and month, from the first contact to the last agreed day.
with here as (
    select place_code, plan_on, reached_on, residents
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
    where reached_on <= $as_of
),

agreed as (
    select coalesce(stadsdeel_code, 'city') as place_code, end_on, residents
    from target
    where case when $grain in ('city', 'month') then stadsdeel_code is null else $grain = 'stadsdeel' end
        and not $filtered
),

-- Each stretch of the planned line, from one agreed day to the next; the last day is a stretch of its own.
planned as (
    select
        place_code,
        end_on as from_on,
        residents as from_residents,
        lead(end_on) over (partition by place_code order by end_on) as until_on,
        lead(residents) over (partition by place_code order by end_on) as until_residents
    from agreed
),

months as (
    select cast(first_day as date) as first_day, last_day(cast(first_day as date)) as last_day
    from generate_series(
        (select date_trunc('month', min(reached_on)) from here),
        (select date_trunc('month', greatest($as_of, max(end_on))) from agreed),
        interval 1 month
    ) as each_month (first_day)
),

helped as (
    select
        place_code,
        last_day(plan_on) as last_day,
        sum(residents) as residents,
        count(*) as households
    from here
    where plan_on <= $as_of
    group by place_code, last_day(plan_on)
),

added_up as (
    select
        place.*,
        months.first_day,
        months.last_day,
        sum(coalesce(helped.residents, 0)) over so_far as residents_helped,
        sum(coalesce(helped.households, 0)) over so_far as households_helped
    from place($grain, $only_place) as place
    cross join months
    left join helped on helped.place_code = place.place_code and helped.last_day = months.last_day
    where not $filtered or place.place_code in (select place_code from here)
    window so_far as (partition by place.place_code order by months.last_day)
),

counted as (
    select
        place_code,
        place_name,
        parent_code,
        parent_name,
        strftime(first_day, '%Y-%m') as month,
        case when first_day <= $as_of then least(last_day, $as_of) else last_day end as on_date,
        -- What has not come yet is unknown, not equal to today's.
        case when first_day <= $as_of then residents_helped end as residents_helped,
        case when first_day <= $as_of then households_helped end as households_helped
    from added_up
)

select
    counted.*,
    cast(round(case
        when until_on is null then from_residents
        else from_residents + (until_residents - from_residents)
            * (counted.on_date - from_on) / (until_on - from_on)
    end) as bigint) as planned_residents
from counted
left join planned
    on planned.place_code = counted.place_code
    and counted.on_date >= planned.from_on
    and (counted.on_date < planned.until_on or (planned.until_on is null and counted.on_date = planned.from_on))
order by counted.place_code, month
