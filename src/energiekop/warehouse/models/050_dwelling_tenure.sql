-- One row per dwelling whose tenure is known: owner, vve (an owner in a VvE) or tenant, by the latest delivery.
with latest_first as (
    select
        dwelling_id,
        tenure,
        row_number() over (partition by dwelling_id order by delivered_on desc, row_hash) as turn
    from filed_residents
    where dwelling_id is not null and tenure is not null
)

select
    latest_first.dwelling_id,
    case
        when latest_first.tenure = 'owner' and dwelling_complex.complex_kind = 'vve' then 'vve'
        else latest_first.tenure
    end as tenure
from latest_first
left join dwelling_complex on dwelling_complex.dwelling_id = latest_first.dwelling_id
where latest_first.turn = 1
