-- One row per conversation that the household was at.
select conversation.talked_on, conversation.format, conversation.held_by
from exact.attendance as attendance
join exact.conversation as conversation on conversation.conversation_id = attendance.conversation_id
where attendance.household_id = $household_id
order by conversation.talked_on, conversation.format, conversation.held_by
