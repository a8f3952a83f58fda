-- One row per chosen site: the one dwelling it names, or why only the building is known.
with hit as (
    select
        typed_id, split_no, street_no,
        count(*) as dwellings, min(dwelling_id) as dwelling_id, min(level) as level
    from unit_hit
    group by all
),

building as (
    select
        chosen_site.typed_id, chosen_site.split_no, chosen_site.street_no,
        register_building.*exclude (street_no)
    from chosen_site
    join register_building
        on register_building.street_no = chosen_site.street_no
        and register_building.house_number = chosen_site.house_number
        and register_building.postcode = case
            when chosen_site.by_postcode = 'same' then chosen_site.postcode else '*'
        end
    where chosen_site.conflict is null
),

members as (
    select
        typed_id, split_no, street_no,
        count(distinct (house_number, member_unit)) as found
    from member_dwelling
    group by all
),

judged as (
    select
        chosen_site.*,
        case
            when hit.dwellings = 1 then hit.dwelling_id
            when chosen_site.unit_raw <> '' or (chosen_site.several <> '' and not chosen_site.unit_first) then null
            when building.dwellings = 1 then building.first_dwelling_id
            when chosen_site.all_columns_equal and building.bare_dwellings = 1 then building.bare_dwelling_id
        end as dwelling_id,
        case
            when hit.level = 3 and hit.dwellings > 1 then 'same_text_twice'
            when hit.dwellings > 1 then 'which_unit'
            when hit.level = 1 then 'same_floor'
            when hit.dwellings = 1 then 'same_spelling'
            when members.found > 1 or (chosen_site.several <> '' and not chosen_site.unit_first)
                then chosen_site.several
            when chosen_site.unit_raw <> '' then 'unit_unknown'
            when building.dwellings = 1 and building.bare_dwellings = 1 then 'same_spelling'
            when building.dwellings = 1 then 'only_unit'
            when building.units_with_addition = 0 then 'same_text_twice'
            when chosen_site.all_columns_equal and building.bare_dwellings = 1 then 'others_at_this_number'
            else 'which_unit'
        end as unit_reason,
        case
            when hit.dwellings = 1 then hit.level - 1
            when building.dwellings = 1 and building.bare_dwellings = 1 then 2
            else 0
        end as unit_score
    from chosen_site
    join building using (typed_id, split_no, street_no)
    left join hit using (typed_id, split_no, street_no)
    left join members using (typed_id, split_no, street_no)
)

select * from judged
