-- One row per typed address and way to read it (parse.py), numbered in a fixed order.
select
    row_number() over (order by typed_question.typed_id, text_split.turn) as split_no,
    typed_question.typed_id,
    text_split.*,
    -- a file that has a column for the addition and leaves it empty says that there is none
    typed_question.number is not null and trim(typed_question.addition) = ''
        and coalesce(trim(typed_question.letter), '') = '' as says_no_addition
from typed_question
join text_split using (text_no)
