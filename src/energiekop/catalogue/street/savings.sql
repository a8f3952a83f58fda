-- One row: the group of the street or complex, else its buurt, and what its older homes can save a month.
with asked as (
    select cell_id, 1 as nearness from published.cell_member where kind = $kind and code = $code
    union all
    select buurt.cell_id, 2
    from published.cell_member as place
    join published.cell_member as buurt on buurt.kind = 'buurt' and buurt.code = place.parent_code
    where place.kind = $kind and place.code = $code
)

select cell.kind, cell.name, saving.homes_counted, saving.saving_low_eur, saving.saving_high_eur
from asked
join published.saving as saving on saving.cell_id = asked.cell_id
join published.cell as cell on cell.cell_id = asked.cell_id
where saving.saving_low_eur is not null
order by nearness
limit 1
