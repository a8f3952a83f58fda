-- One row per dwelling and period of living there: a move ends one household and begins the next.
with moves as (
    select distinct dwelling_id, moved_on from standing_moves where dwelling_id is not null
),

starts as (
    select dwelling_id, cast(null as date) as lived_from from dwelling where is_dwelling
    union all
    select moves.dwelling_id, moves.moved_on as lived_from
    from moves
    join dwelling on dwelling.dwelling_id = moves.dwelling_id and dwelling.is_dwelling
),

periods as (
    select
        dwelling_id,
        lived_from,
        row_number() over (partition by dwelling_id order by lived_from nulls first) as period,
        lead(lived_from) over (partition by dwelling_id order by lived_from nulls first) as lived_until
    from starts
)

select
    dwelling_id || '-' || period as household_id,
    dwelling_id,
    cast(period as integer) as period,
    lived_from,
    lived_until,
    coalesce(lived_from, date '0001-01-01') as from_day,
    coalesce(lived_until, date '9999-12-31') as until_day
from periods
