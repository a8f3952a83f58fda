-- One row per typed address without one dwelling, and dwelling that it may mean.
with open_question as (
    select typed_id, outcome, reason, split_no from text_outcome where outcome <> 'dwelling'
),

-- A text that names a row of addresses means just those.
members as (
    select distinct member_dwelling.typed_id, member_dwelling.dwelling_id
    from member_dwelling
    join open_question using (typed_id, split_no)
    where open_question.reason in ('range', 'two_dwellings')
),

at_the_sites as (
    select
        chosen_site.typed_id, register_unit.dwelling_id,
        chosen_site.unit_raw <> '' and chosen_site.unit_raw = register_unit.unit_raw as same_unit
    from chosen_site
    join open_question using (typed_id)
    join register_unit using (street_no, house_number)
    where open_question.typed_id not in (select typed_id from members)
        and (chosen_site.by_postcode <> 'same' or register_unit.postcode = chosen_site.postcode)
        and (open_question.reason <> 'same_text_twice' or chosen_site.unit_raw = register_unit.unit_raw)
),

-- The other reading of a postcode that fits another street: that street's address.
at_the_postcode as (
    select
        chosen_site.typed_id, register_unit.dwelling_id,
        chosen_site.unit_raw <> '' and chosen_site.unit_raw = register_unit.unit_raw as same_unit
    from chosen_site
    join register_unit using (postcode, house_number)
    where chosen_site.conflict = 'postcode_of_another_street'
),

-- Where the postcode and the place disagree, also what lies in that place.
at_the_place as (
    select
        site.typed_id, register_unit.dwelling_id,
        site.unit_raw <> '' and site.unit_raw = register_unit.unit_raw as same_unit
    from open_question
    join site using (typed_id)
    join register_unit using (street_no, house_number)
    where open_question.reason = 'place_and_postcode_differ' and site.by_place = 'same'
),

fitting as (
    select typed_id, dwelling_id
    from (
        select * from at_the_sites
        union all
        select * from at_the_postcode
        union all
        select * from at_the_place
    ) as possible
    qualify same_unit or not bool_or(same_unit) over (partition by typed_id)

    union

    select typed_id, dwelling_id from members
)

select distinct typed_id, dwelling_id from fitting
