-- One row per conversation, but for those that a forgotten household had by itself.
with visited as (
    select
        attendance.conversation_id,
        bool_and(
            forgotten_household.household_id is not null
            and conversation.talked_on >= forgotten_household.from_day
            and conversation.talked_on < forgotten_household.until_day
        ) as by_them_alone
    from attendance
    join conversation on conversation.conversation_id = attendance.conversation_id
    left join forgotten_household on forgotten_household.household_id = attendance.household_id
    group by attendance.conversation_id
)

select conversation.*
from conversation
anti join (select conversation_id from visited where by_them_alone) as own
    on own.conversation_id = conversation.conversation_id
