-- One row per group of the asked kind: protected counts, a multiple of three each.
with asked as (
    select * from group_of($grain) where $cells is null or list_contains($cells, cell_id)
),

-- Households that take part are those that signed up, helped ones those with a plan: the same stored numbers.
counted as (
    select
        cell_id,
        max(shown) filter (where milestone = 'signed_up') as households,
        max(shown) filter (where milestone = 'plan') as households_helped
    from published.figure
    where split = '' and on_date = $as_of
    group by cell_id
)

select
    asked.*,
    households,
    households_helped
from asked
left join counted on counted.cell_id = asked.cell_id
order by place_code
