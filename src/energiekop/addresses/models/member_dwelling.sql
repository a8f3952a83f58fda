-- One row per chosen site, address of the typed row of addresses ("12-14", "12 en 14") and dwelling there.
with members as (
    select
        chosen_site.typed_id, chosen_site.split_no, chosen_site.street_no,
        unnest(chosen_site.member_numbers) as house_number, unnest(chosen_site.member_units) as unit_raw
    from chosen_site
    where chosen_site.conflict is null and chosen_site.several <> ''
)

select distinct
    members.typed_id, members.split_no, members.street_no, members.house_number, members.unit_raw as member_unit,
    register_unit.dwelling_id
from members
join register_unit
    on register_unit.street_no = members.street_no
    and register_unit.house_number = members.house_number
    and (members.unit_raw = '' or members.unit_raw = register_unit.unit_raw)
