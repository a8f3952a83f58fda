-- One row per typed address that was unsure and for which somebody chose the dwelling; the latest choice holds.
with chosen as (
    select
        list_transform(
            list_slice(string_split(choice.typed_key, chr(31)), 1, 6), lambda part: nullif(part, chr(30))
        ) as typed,
        choice.dwelling_no as dwelling_id,
        row_number() over (
            partition by typed order by delivery.delivered_on desc, choice.dwelling_no
        ) as turn
    from staged_address_choices as choice
    join delivery on delivery.file_id = choice.file_id
    join main_address on main_address.dwelling_id = choice.dwelling_no
),

-- A register says with an empty text that there is no addition, a list leaves it out; the file's place comes last.
unsure as (
    select
        typed_key,
        list_transform(
            list_slice(string_split(typed_key, chr(31)), 1, 6),
            lambda part: nullif(nullif(part, chr(30)), '')
        ) as typed
    from match
    where way in ('ambiguous', 'building', 'none')
)

select unsure.typed_key, chosen.dwelling_id
from unsure join chosen on chosen.typed = unsure.typed and chosen.turn = 1
