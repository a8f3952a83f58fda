-- One row per chosen site: the one dwelling it names, or why only the building is known.
with hit as (
    select
        typed_id, split_no, street_no,
        count(*) as dwellings, min(dwelling_id) as dwelling_id, min(level) as level
    from unit_hit
    group by typed_id, split_no, street_no
),

members as (
    select typed_id, split_no, street_no, count(distinct (house_number, member_unit)) as found
    from member_dwelling
    group by typed_id, split_no, street_no
)

select
    chosen_site.*,
    case
        when hit.dwellings = 1 then hit.dwelling_id
        -- "woonboot" says what lies there, where the register has no such addition and one dwelling
        when chosen_site.what_lies_there then building.only_dwelling_id
        when chosen_site.unit_raw <> '' or chosen_site.several <> '' then null
        when building.only_dwelling_id is not null then building.only_dwelling_id
        when chosen_site.all_columns_equal then building.bare_dwelling_id
    end as dwelling_id,
    case
        when hit.level = 3 and hit.dwellings > 1 then 'same_text_twice'
        when hit.dwellings > 1 then 'which_unit'
        when hit.level = 1 then 'same_floor'
        when hit.dwellings = 1 then 'same_spelling'
        when members.found > 1 or (members.found = 1 and not chosen_site.unit_first) then chosen_site.several
        when chosen_site.what_lies_there and building.only_dwelling_id is not null then 'what_lies_there'
        when chosen_site.unit_raw <> '' or chosen_site.several <> '' then 'unit_unknown'
        when building.only_dwelling_id is not null and building.has_bare then 'same_spelling'
        when building.only_dwelling_id is not null then 'only_unit'
        when not building.has_units then 'same_text_twice'
        when chosen_site.all_columns_equal and building.bare_dwelling_id is not null then 'others_at_this_number'
        else 'which_unit'
    end as unit_reason,
    case
        when hit.dwellings = 1 then hit.level - 1
        when building.only_dwelling_id is not null and building.has_bare then 2
        else 0
    end as unit_score
from chosen_site
join register_building as building
    on building.street_no = chosen_site.street_no
    and building.house_number = chosen_site.house_number
    and building.postcode = if(chosen_site.by_postcode = 'same', chosen_site.postcode, '*')
left join hit on hit.split_no = chosen_site.split_no and hit.street_no = chosen_site.street_no
left join members on members.split_no = chosen_site.split_no and members.street_no = chosen_site.street_no
where chosen_site.conflict is null
