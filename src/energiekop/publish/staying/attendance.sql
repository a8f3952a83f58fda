-- One row per household at a conversation that stays.
select attendance.*
from attendance
left join conversation on conversation.conversation_id = attendance.conversation_id
anti join forgotten_household
    on forgotten_household.household_id = attendance.household_id
    and conversation.talked_on >= forgotten_household.from_day
    and conversation.talked_on < forgotten_household.until_day
