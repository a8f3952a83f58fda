-- One row per typed address and way to read it (parse.py), numbered in a fixed order.
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
    lower(trim(typed_question.street)) as typed_street,
    coalesce(lower(trim(typed_question.place)), '') as typed_place
from typed_question
join text_split using (text_no)
