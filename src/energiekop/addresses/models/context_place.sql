-- One row per typed address with a context: the place key of that context.
select typed_question.typed_id, context_key.place_key
from typed_question
join context_key using (context)
where context_key.place_key <> ''
