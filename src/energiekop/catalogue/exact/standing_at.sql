-- One row per household, place of the asked grain and step that it took: where it stands from there.
-- states counts these rows and households lists them, so a bar and its list cannot differ.
create macro memory.main.standing_at(
    grain, in_kind, in_codes, only_street, only_complex, only_firm, as_of, split
) as table
with stopped as (
    select distinct household_id
    from exact.stop
    where stopped_on <= as_of and coalesce(ended_on > as_of, true)
),

-- The last step, and since when: a later step implies the earlier ones, so all before it are behind.
here as (
    select
        household.*,
        stopped.household_id is not null as is_stopped,
        coalesce(lived_until <= as_of, false) as has_moved,
        case
            when measure_on <= as_of then 6
            when plan_on <= as_of then 5
            when advice_on <= as_of then 4
            when conversation_on <= as_of then 3
            when signed_up_on <= as_of then 2
            else 1
        end as last_step
    from household_at(grain, in_kind, in_codes, only_street, only_complex, only_firm) as household
    left join stopped on stopped.household_id = household.household_id
    where reached_on <= as_of
),

steps (step, milestone) as (
    values (1, 'reached'), (2, 'signed_up'), (3, 'conversation'), (4, 'advice'), (5, 'plan'), (6, 'measure')
),

windows as (
    select steps.step, settings.days as window_days, settings.turn
    from steps left join exact.settings_window as settings on settings.milestone = steps.milestone
),

taken as (
    select
        here.*,
        windows.window_days,
        windows.turn,
        as_of - case last_step
            when 1 then reached_on when 2 then signed_up_on when 3 then conversation_on
            when 4 then advice_on when 5 then plan_on
        end as days_here,
        unnest(range(1, last_step + 1)) as step  -- each step up to the last
    from here
    join windows on windows.step = here.last_step
)

select
    place_code,
    household_id,
    dwelling_id,
    firm,
    residents,
    step,
    case step
        when 1 then 'reached' when 2 then 'signed_up' when 3 then 'conversation'
        when 4 then 'advice' when 5 then 'plan' when 6 then 'measure'
    end as milestone,
    turn,
    days_here,
    case
        when step < last_step or step = 6 then 'further'
        when has_moved then 'moved_away'
        when is_stopped then 'stopped'
        when days_here > window_days then 'too_long'
        else 'on_time'
    end as state,
    case split
        when 'none' then ''
        else coalesce(case split
            when 'tenure' then tenure
            when 'label' then label
            when 'building_period' then building_period
            when 'dwelling_type' then dwelling_type
            when 'firm' then firm
            when 'party' then case step
                when 1 then reached_party when 2 then signed_up_party when 3 then conversation_party
                when 4 then advice_party when 5 then plan_party when 6 then measure_party
            end
        end, 'unknown')
    end as split_value
from taken
