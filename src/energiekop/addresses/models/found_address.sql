-- One row per typed address that ends in a dwelling: that address as the register writes it, and if it was typed so.
with found as (
    select
        text_outcome.typed_id, text_outcome.dwelling_id, text_outcome.house_number,
        register_street.street, register_street.place,
        register_unit.letter, register_unit.addition, register_unit.postcode
    from text_outcome
    join split on split.split_no = text_outcome.split_no
    join register_street on register_street.street_no = text_outcome.street_no
    join register_unit
        on register_unit.street_no = text_outcome.street_no
        and register_unit.house_number = text_outcome.house_number
        and register_unit.dwelling_id = text_outcome.dwelling_id
    where text_outcome.outcome = 'dwelling'
    -- a dwelling with two addresses at one number: the one that was typed
    qualify row_number() over (
        partition by text_outcome.typed_id
        order by register_unit.unit_raw <> split.unit_raw, register_unit.postcode <> split.postcode,
            register_unit.unit_raw, register_unit.postcode
    ) = 1
),

written as (
    select
        found.*,
        typed_question.number is not null as in_columns,
        lower(trim(typed_question.street)) as typed_street,
        trim(typed_question.number) as typed_number,
        coalesce(lower(trim(typed_question.letter)), '') as typed_letter,
        coalesce(lower(trim(typed_question.addition)), '') as typed_addition,
        coalesce(upper(trim(typed_question.postcode)), '') as typed_postcode,
        coalesce(lower(trim(typed_question.place)), '') as typed_place,
        trim(regexp_replace(
            lower(concat_ws(' ', typed_question.street, typed_question.postcode, typed_question.place)),
            '[ ,]+', ' ', 'g'
        )) as typed_text,
        concat(lower(found.street), ' ', found.house_number, found.letter) as start_of_text,
        concat(' ', lower(found.postcode)) as postcode_text,
        concat(' ', lower(found.place)) as place_text,
        case when found.addition = '' then [''] else ['-' || found.addition, ' ' || found.addition] end as addition_texts
    from found
    join typed_question using (typed_id)
)

select
    typed_id, dwelling_id, street, house_number, postcode, place,
    case
        when in_columns then
            typed_street = lower(street) and typed_number = house_number::varchar
            and typed_letter = letter and typed_addition = addition
            and typed_postcode in ('', postcode) and typed_place in ('', lower(place))
        else list_contains(
            flatten(list_transform(addition_texts, lambda addition_text: [
                start_of_text || addition_text,
                start_of_text || addition_text || postcode_text,
                start_of_text || addition_text || place_text,
                start_of_text || addition_text || postcode_text || place_text
            ])),
            typed_text
        )
    end as typed_so
from written
