-- One row per conversation somebody came to: the day, its format, who held it; a list without numbers has one a day and format.
with numbered as (
    select
        source || '/' || coalesce(conversation_no, talked_on || ' ' || format) as conversation_id,
        source, talked_on, format
    from standing_conversations
    where present is distinct from false
)

select conversation_id, min(talked_on) as talked_on, min(format) as format, min(source) as held_by
from numbered
group by conversation_id
