-- One row per group of a street, complex or buurt: what insulating its older homes may save each of them a month.
with stated as (
    select
        max(value) filter (where name = 'built_before') as built_before,
        max(value) filter (where name = 'gas_m3_per_m2') * max(value) filter (where name = 'gas_eur_per_m3') / 12
            as eur_per_m2,
        max(value) filter (where name = 'least_saved') as least_saved,
        max(value) filter (where name = 'most_saved') as most_saved
    from assumption
),

-- Houseboats and caravans are built otherwise; without a year or a size nothing can be said.
home as (
    select
        cell_dwelling.cell_id,
        dwelling.area_m2,
        dwelling.built_year < stated.built_before
            and dwelling.area_m2 between 15 and 500
            and coalesce(dwelling.dwelling_type, '') not in ('houseboat', 'caravan') as is_counted
    from cell_dwelling
    join dwelling on dwelling.dwelling_id = cell_dwelling.dwelling_id
    cross join stated
),

measured as (
    select
        cell_id,
        count(*) filter (where is_counted) as homes_counted,
        avg(area_m2) filter (where is_counted) as mean_m2
    from home
    group by cell_id
)

-- Of fewer homes than a group must have, the mean would be about somebody's own home.
select
    cast(cell_id as integer) as cell_id,
    cast(homes_counted as integer) as homes_counted,
    case when homes_counted >= getvariable('minimum_group')
        then cast(floor(mean_m2 * eur_per_m2 * least_saved / 5) * 5 as integer) end as saving_low_eur,
    case when homes_counted >= getvariable('minimum_group')
        then cast(ceil(mean_m2 * eur_per_m2 * most_saved / 5) * 5 as integer) end as saving_high_eur
from measured
cross join stated
order by cell_id
