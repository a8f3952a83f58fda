-- One row per group of the asked kind, part of it and step: protected counts, a multiple of three each.
with asked as (
    select * from group_of($grain) where cell_id is not null and ($cells is null or list_contains($cells, cell_id))
),

parts as (
    select asked.*, part.cell_id as part_id, part.value as split_value, '' as party, part.dwellings as part_dwellings
    from asked
    join published.cell as part
        on part.kind = $grain and part.code = asked.place_code and part.attribute = $split
    union all
    -- A party brings steps, not dwellings: of all the group's dwellings.
    select asked.*, asked.cell_id, brought.party, brought.party, asked.dwellings
    from asked
    cross join (values ('community'), ('consultancy'), ('municipality')) as brought (party)
    where $split = 'party'
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
)

-- A share is told of 30 dwellings or more, and never of those that a party brought.
select
    parts.* exclude (dwellings, part_dwellings, part_id, party),
    parts.part_dwellings as dwellings,
    steps.milestone,
    figure.shown as households,
    case when parts.party = '' and parts.part_dwellings >= 30
        then round(figure.shown / parts.part_dwellings, 2) end as share
from parts
cross join steps
join published.figure as figure
    on figure.cell_id = parts.part_id
    and figure.milestone = steps.milestone
    and figure.split = parts.party
    and figure.on_date = $as_of
order by place_code, split_value, steps.step
