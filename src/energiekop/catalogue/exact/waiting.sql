-- One row per place of the asked grain and step but the last: the households that took it and not yet the next.
with stopped as (
    select distinct household_id
    from exact.stop
    where stopped_on <= $as_of and coalesce(ended_on > $as_of, true)
),

here as (
    select
        household.*,
        stopped.household_id is not null as is_stopped,
        coalesce(lived_until <= $as_of, false) as has_moved,
        case
            when measure_on <= $as_of then 6
            when plan_on <= $as_of then 5
            when advice_on <= $as_of then 4
            when conversation_on <= $as_of then 3
            when signed_up_on <= $as_of then 2
            when reached_on <= $as_of then 1
        end as step
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm) as household
    left join stopped on stopped.household_id = household.household_id
    where reached_on <= $as_of
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan')
),

standing as (
    select
        place_code,
        is_stopped,
        steps.step,
        $as_of - case steps.step
            when 1 then reached_on when 2 then signed_up_on when 3 then conversation_on
            when 4 then advice_on when 5 then plan_on
        end as days_here,
        -- Only a step that was filed has a waiting time; an implied one is counted, not timed.
        $as_of - case steps.step
            when 1 then reached_seen_on when 2 then signed_up_seen_on when 3 then conversation_seen_on
            when 4 then advice_seen_on when 5 then plan_seen_on
        end as days_timed
    from here join steps on steps.step = here.step
    where not has_moved
),

now_waiting as (
    select
        place_code,
        standing.step,
        count(*) filter (where not is_stopped) as households,
        count(*) filter (where not is_stopped and days_here > settings.days) as waiting_too_long,
        count(*) filter (where is_stopped) as stopped,
        median(days_timed) filter (where not is_stopped) as median_days
    from standing
    join steps on steps.step = standing.step
    left join exact.settings_window as settings on settings.milestone = steps.milestone
    group by place_code, standing.step
),

went_on as (
    select
        place_code,
        median(signed_up_seen_on - reached_seen_on) filter (where signed_up_seen_on <= $as_of) as reached,
        median(conversation_seen_on - signed_up_seen_on) filter (where conversation_seen_on <= $as_of) as signed_up,
        median(advice_seen_on - conversation_seen_on) filter (where advice_seen_on <= $as_of) as conversation,
        median(plan_seen_on - advice_seen_on) filter (where plan_seen_on <= $as_of) as advice,
        median(measure_seen_on - plan_seen_on) filter (where measure_seen_on <= $as_of) as plan
    from here
    group by place_code
)

select
    place.*,
    steps.milestone,
    settings.turn as party,
    settings.turn,
    settings.days as window_days,
    coalesce(households, 0) as households,
    coalesce(households - waiting_too_long, 0) as on_time,
    coalesce(waiting_too_long, 0) as waiting_too_long,
    coalesce(stopped, 0) as stopped,
    median_days,
    case steps.step
        when 1 then went_on.reached when 2 then went_on.signed_up when 3 then went_on.conversation
        when 4 then went_on.advice when 5 then went_on.plan
    end as median_days_to_next
from place($grain, $only_place) as place
cross join steps
left join exact.settings_window as settings on settings.milestone = steps.milestone
left join now_waiting on now_waiting.place_code = place.place_code and now_waiting.step = steps.step
left join went_on on went_on.place_code = place.place_code
where not $filtered or went_on.place_code is not null
order by place.place_code, steps.step
