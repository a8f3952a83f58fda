-- One row per dwelling and period of living there: a move ends one household and begins the next.
-- The last one ends on the day a full delivery of the register no longer has the dwelling.
with moves as (
    select distinct dwelling_id, moved_on from standing_moves where dwelling_id is not null
),

last_seen as (
    select filed_addresses.dwelling_id, max(filed_addresses.part_of) as last_on
    from filed_addresses
    join dwelling on dwelling.dwelling_id = filed_addresses.dwelling_id and not dwelling.in_register
    group by filed_addresses.dwelling_id
),

gone as (
    select last_seen.dwelling_id, min(filed_addresses.part_of) as gone_on
    from last_seen
    join (select distinct part_of from filed_addresses) as filed_addresses
        on filed_addresses.part_of > last_seen.last_on
    group by last_seen.dwelling_id
),

starts as (
    select dwelling_id, cast(null as date) as lived_from from dwelling where is_dwelling
    union all
    select moves.dwelling_id, moves.moved_on as lived_from
    from moves
    join dwelling on dwelling.dwelling_id = moves.dwelling_id and dwelling.is_dwelling
    left join gone on gone.dwelling_id = moves.dwelling_id
    where gone.gone_on is null or moves.moved_on < gone.gone_on
),

periods as (
    select
        starts.dwelling_id,
        starts.lived_from,
        row_number() over (partition by starts.dwelling_id order by starts.lived_from nulls first) as period,
        coalesce(
            lead(starts.lived_from) over (partition by starts.dwelling_id order by starts.lived_from nulls first),
            gone.gone_on
        ) as lived_until
    from starts
    left join gone on gone.dwelling_id = starts.dwelling_id
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
