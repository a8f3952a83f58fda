-- One row per typed address with a context that the register knows, as a municipality or a place: its key.
select typed_question.typed_id, context_key.place_key
from typed_question
join context_key using (context)
where context_key.place_key in (select place_key from register_street where place_key <> '')
    or context_key.place_key in (select municipality_key from register_street where municipality_key <> '')
