-- One row per dwelling and residents delivery: how many people, estimated where the delivery does not know.
-- The estimate spreads the buurt's mean over its unknown dwellings in the order of their key: floor(avg * i) -
-- floor(avg * (i - 1)), unbiased and independent of who takes part (design, section 2).
with counted_on as (
    select distinct part_of as delivered_on from filed_residents
    union
    -- A register without any delivery of residents: one round of estimates, by the average of the settings.
    select date '0001-01-01' where not exists (select 1 from filed_residents)
),

known_first as (
    select
        dwelling_id, part_of as delivered_on, residents,
        row_number() over (partition by dwelling_id, part_of order by delivered_on desc, row_hash) as turn
    from filed_residents
    where dwelling_id is not null and residents is not null
),

every_dwelling as (
    select dwelling.dwelling_id, dwelling.buurt_code, counted_on.delivered_on, known_first.residents as known
    from dwelling
    cross join counted_on
    left join known_first
        on known_first.dwelling_id = dwelling.dwelling_id
        and known_first.delivered_on = counted_on.delivered_on
        and known_first.turn = 1
    where dwelling.is_dwelling
),

city_mean as (
    select
        every_dwelling.delivered_on,
        coalesce(avg(every_dwelling.known), max(setting_average.residents)) as mean
    from every_dwelling
    cross join setting_average
    group by every_dwelling.delivered_on
),

buurt_mean as (
    select delivered_on, buurt_code, avg(known) as mean
    from every_dwelling
    where known is not null
    group by delivered_on, buurt_code
),

unknown as (
    select
        dwelling_id, buurt_code, delivered_on,
        row_number() over (partition by delivered_on, buurt_code order by dwelling_id) as nth
    from every_dwelling
    where known is null
),

estimated as (
    select
        unknown.dwelling_id,
        unknown.delivered_on,
        floor(coalesce(buurt_mean.mean, city_mean.mean) * unknown.nth)
            - floor(coalesce(buurt_mean.mean, city_mean.mean) * (unknown.nth - 1)) as residents
    from unknown
    join city_mean on city_mean.delivered_on = unknown.delivered_on
    left join buurt_mean
        on buurt_mean.delivered_on = unknown.delivered_on and buurt_mean.buurt_code = unknown.buurt_code
)

select dwelling_id, delivered_on, cast(known as integer) as residents, false as estimated
from every_dwelling
where known is not null
union all
select dwelling_id, delivered_on, cast(residents as integer), true
from estimated
