-- One row per household that reached a milestone: each as filed, and monotone (a later one implies the earlier).
with wide as (
    select
        household_id,
        max(case when milestone = 'reached' then seen_on end) as reached_seen_on,
        max(case when milestone = 'reached' then known_on end) as reached_seen_known_on,
        max(case when milestone = 'reached' then party end) as reached_seen_party,
        max(case when milestone = 'signed_up' then seen_on end) as signed_up_seen_on,
        max(case when milestone = 'signed_up' then known_on end) as signed_up_seen_known_on,
        max(case when milestone = 'signed_up' then party end) as signed_up_seen_party,
        max(case when milestone = 'conversation' then seen_on end) as conversation_seen_on,
        max(case when milestone = 'conversation' then known_on end) as conversation_seen_known_on,
        max(case when milestone = 'conversation' then party end) as conversation_seen_party,
        max(case when milestone = 'advice' then seen_on end) as advice_seen_on,
        max(case when milestone = 'advice' then known_on end) as advice_seen_known_on,
        max(case when milestone = 'advice' then party end) as advice_seen_party,
        max(case when milestone = 'plan' then seen_on end) as plan_seen_on,
        max(case when milestone = 'plan' then known_on end) as plan_seen_known_on,
        max(case when milestone = 'plan' then party end) as plan_seen_party,
        max(case when milestone = 'measure' then seen_on end) as measure_seen_on,
        max(case when milestone = 'measure' then known_on end) as measure_seen_known_on,
        max(case when milestone = 'measure' then party end) as measure_seen_party
    from seen_milestone
    group by household_id
),

-- From the last step backwards: the earlier of the filed day and the next step's day.
from_measure as (
    select
        *,
        measure_seen_on as measure_on, measure_seen_known_on as measure_known_on, measure_seen_party as measure_party
    from wide
),

from_plan as (
    select
        *,
        case when plan_seen_on is not null and (measure_on is null or plan_seen_on <= measure_on) then plan_seen_on else measure_on end as plan_on,
        case when plan_seen_on is not null and (measure_on is null or plan_seen_on <= measure_on) then plan_seen_known_on else measure_known_on end as plan_known_on,
        case when plan_seen_on is not null and (measure_on is null or plan_seen_on <= measure_on) then plan_seen_party else measure_party end as plan_party
    from from_measure
),

from_advice as (
    select
        *,
        case when advice_seen_on is not null and (plan_on is null or advice_seen_on <= plan_on) then advice_seen_on else plan_on end as advice_on,
        case when advice_seen_on is not null and (plan_on is null or advice_seen_on <= plan_on) then advice_seen_known_on else plan_known_on end as advice_known_on,
        case when advice_seen_on is not null and (plan_on is null or advice_seen_on <= plan_on) then advice_seen_party else plan_party end as advice_party
    from from_plan
),

from_conversation as (
    select
        *,
        case when conversation_seen_on is not null and (advice_on is null or conversation_seen_on <= advice_on) then conversation_seen_on else advice_on end as conversation_on,
        case when conversation_seen_on is not null and (advice_on is null or conversation_seen_on <= advice_on) then conversation_seen_known_on else advice_known_on end as conversation_known_on,
        case when conversation_seen_on is not null and (advice_on is null or conversation_seen_on <= advice_on) then conversation_seen_party else advice_party end as conversation_party
    from from_advice
),

from_signed_up as (
    select
        *,
        case when signed_up_seen_on is not null and (conversation_on is null or signed_up_seen_on <= conversation_on) then signed_up_seen_on else conversation_on end as signed_up_on,
        case when signed_up_seen_on is not null and (conversation_on is null or signed_up_seen_on <= conversation_on) then signed_up_seen_known_on else conversation_known_on end as signed_up_known_on,
        case when signed_up_seen_on is not null and (conversation_on is null or signed_up_seen_on <= conversation_on) then signed_up_seen_party else conversation_party end as signed_up_party
    from from_conversation
),

from_reached as (
    select
        *,
        case when reached_seen_on is not null and (signed_up_on is null or reached_seen_on <= signed_up_on) then reached_seen_on else signed_up_on end as reached_on,
        case when reached_seen_on is not null and (signed_up_on is null or reached_seen_on <= signed_up_on) then reached_seen_known_on else signed_up_known_on end as reached_known_on,
        case when reached_seen_on is not null and (signed_up_on is null or reached_seen_on <= signed_up_on) then reached_seen_party else signed_up_party end as reached_party
    from from_signed_up
)

select
    household_id,
    reached_on, reached_seen_on, reached_known_on, reached_party,
    signed_up_on, signed_up_seen_on, signed_up_known_on, signed_up_party,
    conversation_on, conversation_seen_on, conversation_known_on, conversation_party,
    advice_on, advice_seen_on, advice_known_on, advice_party,
    plan_on, plan_seen_on, plan_known_on, plan_party,
    measure_on, measure_seen_on, measure_known_on, measure_party
from from_reached
