-- One row per household and milestone as filed: the first day, since when it is known, and who brought it.
with met as (
    -- The programme meets a household when it signs up, talks, gets advice or chooses a plan.
    select household_id, min(happened_on) as met_on
    from (
        select household_id, happened_on from event where milestone in ('signed_up', 'conversation', 'advice')
        union all
        select household_id, plan_on from first_plan
    ) as meetings
    group by household_id
),

filed as (
    select event.household_id, event.milestone, event.happened_on, event.known_on, event.party
    from event
    where event.household_id is not null and event.milestone not in ('plan', 'measure')
    union all
    select household_id, 'plan', plan_on, known_on, party from first_plan
    union all
    -- Work done before the programme met the household (a grant outside it) is no step of the programme.
    select event.household_id, event.milestone, event.happened_on, event.known_on, event.party
    from event
    join met on met.household_id = event.household_id and met.met_on <= event.happened_on
    where event.milestone = 'measure'
),

ordered as (
    select
        *,
        row_number() over (
            partition by household_id, milestone order by happened_on, party, known_on  -- party breaks a tie
        ) as turn
    from filed
)

select household_id, milestone, happened_on as seen_on, known_on, party from ordered where turn = 1
