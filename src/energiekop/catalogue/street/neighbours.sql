-- One row per household that lets its champion see it: where it lives, its step, and how long it waits.
select
    dwelling_id, street_name, house_number, house_letter, addition,
    step,
    why_now,
    case when why_now in ('waiting_too_long', 'on_time') then cast($reference_day - step_on as integer) end
        as days_waiting,
    is_example
from consented
where scope_kind = $kind and scope_id = $code and step is not null
order by why_now <> 'waiting_too_long', step_on, street_name, house_number, house_letter, addition, dwelling_id
