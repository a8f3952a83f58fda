-- One row per place of the asked grain: its residents, those with a plan by level, and the households behind.
with counted as (
    select
        place_code,
        sum(residents) filter (
            where coalesce(lived_from <= $as_of, true) and coalesce(lived_until > $as_of, true)
        ) as residents,
        sum(residents) filter (where plan_on <= $as_of) as residents_helped,
        sum(residents) filter (where plan_on <= $as_of and plan_level = 'huis') as residents_helped_huis,
        sum(residents) filter (where plan_on <= $as_of and plan_level = 'straat') as residents_helped_straat,
        sum(residents) filter (where plan_on <= $as_of and plan_level = 'complex') as residents_helped_complex,
        sum(residents) filter (where plan_on <= $as_of and plan_level = 'buurt') as residents_helped_buurt,
        count(*) filter (where signed_up_on <= $as_of) as households,
        count(*) filter (where plan_on <= $as_of) as households_helped,
        count(*) filter (where plan_on <= $as_of and residents_estimated) as households_estimated
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
    group by place_code
),

every_place as (
    select
        place.*,
        coalesce(residents, 0) as residents,
        coalesce(residents_helped, 0) as residents_helped,
        coalesce(residents_helped_huis, 0) as residents_helped_huis,
        coalesce(residents_helped_straat, 0) as residents_helped_straat,
        coalesce(residents_helped_complex, 0) as residents_helped_complex,
        coalesce(residents_helped_buurt, 0) as residents_helped_buurt,
        coalesce(households, 0) as households,
        coalesce(households_helped, 0) as households_helped,
        coalesce(households_estimated, 0) as households_estimated
    from place($grain, $only_place) as place left join counted on counted.place_code = place.place_code
    where not $filtered or counted.place_code is not null
)

select
    *,
    residents_helped / nullif(residents, 0) as share_helped,
    households_estimated / nullif(households_helped, 0) as share_estimated
from every_place
order by place_code
