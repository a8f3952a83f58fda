-- One row per household whose steps run backwards, or that took a later step without the earlier.
select household_id
from household
where reached_on > signed_up_on or signed_up_on > conversation_on or conversation_on > advice_on
    or advice_on > plan_on or plan_on > measure_on
    or (reached_on is null and signed_up_on is not null)
    or (signed_up_on is null and conversation_on is not null)
    or (conversation_on is null and advice_on is not null)
    or (advice_on is null and plan_on is not null)
    or (plan_on is null and measure_on is not null)
