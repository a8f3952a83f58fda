-- One row per conversation and household that was there.
select distinct
    standing_conversations.source
        || '/' || coalesce(standing_conversations.conversation_no,
            standing_conversations.talked_on || ' ' || standing_conversations.format) as conversation_id,
    household_period.household_id
from standing_conversations
join household_period
    on household_period.dwelling_id = standing_conversations.dwelling_id
    and standing_conversations.talked_on >= household_period.from_day
    and standing_conversations.talked_on < household_period.until_day
where standing_conversations.present is distinct from false
