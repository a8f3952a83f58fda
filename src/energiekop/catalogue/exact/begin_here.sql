-- One row per rule that found something: the longest queue, a street that comes on, a place without news.
with stopped as (
    select
        household_id,
        bool_or(stopped_on <= $as_of and coalesce(ended_on > $as_of, true)) as is_stopped,
        bool_or(stopped_on <= $as_of - 7 and coalesce(ended_on > $as_of - 7, true)) as was_stopped
    from exact.stop
    group by household_id
),

here as (
    select
        household.*,
        coalesce(is_stopped, false) or coalesce(lived_until <= $as_of, false) as is_out,
        coalesce(was_stopped, false) or coalesce(lived_until <= $as_of - 7, false) as was_out
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm) as household
    left join stopped on stopped.household_id = household.household_id
    where reached_on <= $as_of
),

-- Queue: who signed up, and waits for one party alone to take the next step. A turn that residents share is no queue.
stood as (
    select
        firm,
        is_out,
        was_out,
        unnest([
            {'step': 2, 'milestone': 'signed_up', 'taken_on': signed_up_on, 'went_on': conversation_on},
            {'step': 3, 'milestone': 'conversation', 'taken_on': conversation_on, 'went_on': advice_on},
            {'step': 4, 'milestone': 'advice', 'taken_on': advice_on, 'went_on': plan_on},
            {'step': 5, 'milestone': 'plan', 'taken_on': plan_on, 'went_on': measure_on}
        ], recursive := true)
    from here
    where signed_up_on <= $as_of
),

queued as (
    select
        stood.*,
        case when settings.turn = 'consultancy' then firm end as at_firm,
        settings.turn,
        settings.days as window_days,
        not is_out
            and $as_of - taken_on > settings.days and coalesce(went_on > $as_of, true) as waits_too_long,
        not was_out
            and $as_of - 7 - taken_on > settings.days and coalesce(went_on > $as_of - 7, true) as waited_too_long,
        -- Of the last half year, those whose window has passed.
        not is_out and $as_of - taken_on between settings.days + 1 and 182 as is_due,
        coalesce(least(went_on, $as_of), $as_of) - taken_on > settings.days as took_too_long
    from stood
    join exact.settings_window as settings on settings.milestone = stood.milestone
    where taken_on <= $as_of and settings.turn in ('community', 'consultancy', 'municipality')
),

per_step as (
    select
        milestone,
        step,
        turn,
        window_days,
        count(*) filter (where waits_too_long) as waiting,
        count(*) filter (where waited_too_long) as previous,
        count(*) filter (where is_due and at_firm is not null) as due,
        count(*) filter (where is_due and at_firm is not null and took_too_long) as late
    from queued
    group by milestone, step, turn, window_days
),

per_firm as (
    select
        milestone,
        at_firm as firm,
        count(*) filter (where waits_too_long) as of_which,
        count(*) filter (where is_due) as due,
        count(*) filter (where is_due and took_too_long) as late
    from queued
    where at_firm is not null
    group by milestone, at_firm
),

beside_others as (
    select
        per_firm.*,
        coalesce((per_step.late - per_firm.late) / nullif(per_step.due - per_firm.due, 0), 0) as usual
    from per_firm join per_step on per_step.milestone = per_firm.milestone
),

-- A firm is named when longer than agreed is the rule there, and clearly more so than at the other firms:
-- by a fifth of its households, and by more than chance gives among so many (three standard errors).
named_firm as (
    select milestone, firm, of_which
    from beside_others
    where due >= 20 and of_which >= 3
        and late > 0.5 * due
        and late >= (usual + 0.2) * due
        and late - usual * due >= 3 * sqrt(due * usual * (1 - usual))
    qualify row_number() over (partition by milestone order by of_which desc, firm) = 1
),

queue as (
    select per_step.*, named_firm.firm, named_firm.of_which
    from per_step left join named_firm on named_firm.milestone = per_step.milestone
    where waiting > 0
    order by (named_firm.firm is not null) desc, waiting desc, step
    limit 1
),

-- A street comes on: at least five new households in three weeks, more than twice those of the three weeks before.
joined as (
    select
        street_id,
        count(*) filter (where signed_up_on > $as_of - 21) as new_households,
        count(*) filter (where signed_up_on <= $as_of - 21) as previous
    from here
    where signed_up_on between $as_of - 41 and $as_of
    group by street_id
),

coming_on as (
    select joined.*, street.street_name, street.buurt_code
    from joined join exact.street as street on street.street_id = joined.street_id
    where new_households >= 5 and new_households > 2 * previous
    order by new_households - previous desc, new_households desc, joined.street_id
    limit 1
),

-- What may have set it going: the latest occasion of that street, else of its buurt, of the last nine weeks.
occasion_before as (
    select occasion_kind, description, happened_on
    from exact.occasion as occasion
    join coming_on
        on coming_on.street_id = occasion.street_id
        or (occasion.street_id is null and coming_on.buurt_code = occasion.buurt_code)
    where happened_on between $as_of - 63 and $as_of
    order by (occasion.street_id is not null) desc, happened_on desc, occasion_id
    limit 1
),

-- No news: households wait there, and for five weeks nobody handed in anything that happened there.
happened as (
    select household_id, happened_on from exact.event where happened_on <= $as_of
    union all
    select household_id, asked_on from exact.wish where asked_on <= $as_of
    union all
    select household_id, stopped_on from exact.stop where stopped_on <= $as_of
),

last_news as (
    select household_id, max(happened_on) as happened_on from happened group by household_id
),

last_occasion (place_kind, place_code, happened_on) as (
    select 'street', street_id, max(happened_on)
    from exact.occasion where happened_on <= $as_of and street_id is not null group by street_id
    union all
    select 'buurt', buurt_code, max(happened_on)
    from exact.occasion where happened_on <= $as_of and buurt_code is not null group by buurt_code
),

in_places as (
    select
        not is_out and coalesce(measure_on > $as_of, true) as waits,
        last_news.happened_on,
        unnest([
            {'place_kind': 'buurt', 'place_code': buurt_code}, {'place_kind': 'street', 'place_code': street_id}
        ], recursive := true)
    from here left join last_news on last_news.household_id = here.household_id
),

heard as (
    select
        place_kind,
        place_code,
        count(*) filter (where waits) as waiting,
        max(happened_on) as heard_on
    from in_places
    group by place_kind, place_code
),

no_news as (
    select
        heard.place_kind,
        heard.place_code,
        coalesce(buurt_name, street_name) as place_name,
        waiting,
        $as_of - greatest(heard_on, last_occasion.happened_on) as days_since
    from heard
    left join last_occasion
        on last_occasion.place_kind = heard.place_kind and last_occasion.place_code = heard.place_code
    left join exact.buurt as buurt on heard.place_kind = 'buurt' and buurt.buurt_code = heard.place_code
    left join exact.street as street on heard.place_kind = 'street' and street.street_id = heard.place_code
    where waiting > 0 and $as_of - greatest(heard_on, last_occasion.happened_on) >= 35
    order by waiting desc, days_since desc, heard.place_kind, heard.place_code
    limit 1
)

select
    1 as rule_no, 'queue' as rule, 'city' as place_kind, null as place_code, null as place_name,
    milestone, turn, firm, waiting, of_which, window_days // 7 as weeks, previous, null as new_households,
    null as days_since, null as occasion_kind, null as occasion, cast(null as date) as occasion_on
from queue
union all
select
    2, 'coming_on', 'street', street_id, street_name, 'signed_up', null, null, null, null, 3, previous,
    new_households, null, occasion_kind, description, occasion_before.happened_on
from coming_on left join occasion_before on true
union all
select
    3, 'no_news', place_kind, place_code, place_name, null, null, null, waiting, null, days_since // 7, null, null,
    days_since, null, null, null
from no_news
order by rule_no
