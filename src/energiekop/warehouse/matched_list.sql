-- One row per line of the list: how its address was found, and the register's own words for it.
with register_text as (
    select
        dwelling_id,
        min(concat_ws(' ', street_name, house_number || house_letter, nullif(addition, ''), postcode, place))
            as words
    from address
    group by dwelling_id
),

candidate as (
    select listed.typed_id, string_agg(register_text.words, ' | ' order by register_text.words) as candidates
    from (select typed_id, unnest(candidates) as dwelling_id from address_match) as listed
    join register_text on register_text.dwelling_id = listed.dwelling_id
    group by listed.typed_id
)

select
    list_line.typed,
    address_match.way,
    address_match.score,
    address_match.reason,
    found.street_name as straat,
    found.house_number as huisnummer,
    found.house_letter as huisletter,
    found.addition as toevoeging,
    found.postcode,
    found.place as woonplaats,
    candidate.candidates
from list_line
join address_match on address_match.typed_id = list_line.typed_id
left join main_address as found on found.dwelling_id = address_match.dwelling_id
left join candidate on candidate.typed_id = list_line.typed_id
order by list_line.row_no
