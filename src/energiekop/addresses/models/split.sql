-- One row per typed address and way to read it (parse.py), numbered in a fixed order.
with name_in_place as (
    select distinct register_street.name_key, place_call.called_key as place_key
    from register_street join place_call using (place)
    union
    select distinct name_key, municipality_key from register_street
)

select
    row_number() over (order by typed_question.typed_id, text_split.turn) as split_no,
    typed_question.typed_id,
    text_split.*,
    -- a file that has a column for the addition and leaves it empty says that there is none
    trim(typed_question.number) = text_split.house_number::varchar
        and trim(typed_question.addition) = '' and coalesce(trim(typed_question.letter), '') = ''
        and upper(trim(typed_question.postcode)) = text_split.postcode as says_no_addition,
    -- "t/o 5" lies beside what it names: a name that is only near it is another address
    regexp_matches(text_split.words, '\b(t ?/ ?o|tegenover|tgo|naast|achter|hoek|nabij|bij|tussen|boven|onder)\b')
        as beside,
    -- a name that only other places have may be a slip for one that is here
    text_split.street_known and (
        coalesce(nullif(text_split.place_key, ''), context_place.place_key) is null
        or (text_split.place_key <> '' and not text_split.place_known)
        or name_in_place.name_key is not null
    ) as named_here,
    lower(trim(typed_question.street)) as typed_street,
    coalesce(lower(trim(typed_question.place)), '') as typed_place
from typed_question
join text_split using (text_no)
left join context_place using (typed_id)
left join name_in_place
    on name_in_place.name_key = text_split.name_key
    and name_in_place.place_key = coalesce(nullif(text_split.place_key, ''), context_place.place_key)
