-- One row per typed address with a site: what its text says, over all its readings.
with counted as (
    select
        typed_id,
        count(distinct dwelling_id) as dwellings,
        count(distinct (street_no, house_number)) as buildings,
        bool_or(conflict is not null) as in_conflict
    from (
        select typed_id, street_no, house_number, dwelling_id, conflict from site_outcome
        union all
        select typed_id, street_no, house_number, null, conflict from chosen_site where conflict is not null
    ) as outcome
    group by typed_id
),

-- The reading that explains most; a reading that ends in a dwelling goes before one that ends in a building.
best as (
    select * from site_outcome
    qualify row_number() over (
        partition by typed_id order by dwelling_id is null, score + unit_score desc, split_no, street_no
    ) = 1
),

conflict as (
    select typed_id, min(conflict) as conflict, max(score) as score
    from chosen_site where conflict is not null group by typed_id
)

select
    counted.typed_id,
    case
        when counted.in_conflict or counted.dwellings > 1 then 'ambiguous'
        when counted.dwellings = 1 then 'dwelling'
        when counted.buildings > 1 or best.unit_reason = 'same_text_twice' then 'ambiguous'
        else 'building'
    end as outcome,
    case
        when counted.in_conflict then conflict.conflict
        when counted.dwellings > 1 then 'several_fit'
        when counted.dwellings = 0 and counted.buildings > 1 then 'several_fit'
        else best.unit_reason
    end as reason,
    case when counted.in_conflict then conflict.score else best.score + best.unit_score end as score,
    best.dwelling_id, best.split_no, best.street_no, best.house_number,
    best.by_postcode, best.by_place, best.near, best.remark or best.stray as words_left_out
from counted
left join best using (typed_id)
left join conflict using (typed_id)
