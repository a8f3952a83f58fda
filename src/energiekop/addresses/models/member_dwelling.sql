-- One row per chosen site, address of the typed row of addresses ("12-14", "12 en 14") and dwelling there.
with several as (
    select typed_id, split_no, street_no
    from chosen_site
    where conflict is null and several <> ''
        and (typed_id, split_no, street_no) not in (select typed_id, split_no, street_no from unit_hit)
),

members as (
    select
        several.typed_id, several.split_no, several.street_no,
        text_member.house_number, coalesce(text_member.member_unit, '') as member_unit
    from several
    join split using (split_no)
    join text_member on text_member.text_no = split.text_no and text_member.turn = split.turn
)

select distinct members.*, register_unit.dwelling_id
from members
join register_unit
    on register_unit.street_no = members.street_no
    and register_unit.house_number = members.house_number
    and (members.member_unit = '' or members.member_unit = register_unit.unit_raw)
