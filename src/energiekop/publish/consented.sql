-- One row per household whose champion may see it, and scope: its place, its step, why now, until when.
with allowed as (
    select household_id
    from consent
    where purpose = 'champion_sees'
        and given_on <= getvariable('reference_day')
        and (withdrawn_on is null or withdrawn_on > getvariable('reference_day'))
),

-- A yes to being named to neighbours; it comes on top of the yes to the champion.
example as (
    select distinct household_id
    from consent
    where purpose = 'example'
        and given_on <= getvariable('reference_day')
        and (withdrawn_on is null or withdrawn_on > getvariable('reference_day'))
),

stepped as (
    select
        household.household_id, household.dwelling_id, household.street_id, household.complex_id,
        case
            when measure_on <= getvariable('reference_day') then 'measure'
            when plan_on <= getvariable('reference_day') then 'plan'
            when advice_on <= getvariable('reference_day') then 'advice'
            when conversation_on <= getvariable('reference_day') then 'conversation'
            when signed_up_on <= getvariable('reference_day') then 'signed_up'
            when reached_on <= getvariable('reference_day') then 'reached'
        end as step,
        case
            when measure_on <= getvariable('reference_day') then measure_on
            when plan_on <= getvariable('reference_day') then plan_on
            when advice_on <= getvariable('reference_day') then advice_on
            when conversation_on <= getvariable('reference_day') then conversation_on
            when signed_up_on <= getvariable('reference_day') then signed_up_on
            else reached_on
        end as step_on,
        household.lived_until,
        example.household_id is not null as is_example
    from household
    join allowed on allowed.household_id = household.household_id
    left join example on example.household_id = household.household_id
    where household.lived_until is null or household.lived_until > getvariable('reference_day')
),

stopped as (
    select distinct household_id
    from stop
    where stopped_on <= getvariable('reference_day')
        and (ended_on is null or ended_on > getvariable('reference_day'))
),

reasoned as (
    select
        stepped.*,
        case
            when stopped.household_id is not null then 'stopped'
            when stepped.step = 'measure' then 'done'
            when getvariable('reference_day') - stepped.step_on > settings_window.days then 'waiting_too_long'
            else 'on_time'
        end as why_now
    from stepped
    left join stopped on stopped.household_id = stepped.household_id
    left join settings_window on settings_window.milestone = stepped.step
),

by_scope as (
    select 'street' as scope_kind, street_id as scope_id, reasoned.* from reasoned
    union all
    select 'complex', complex_id, reasoned.* from reasoned where complex_id is not null
)

select
    by_scope.scope_kind, by_scope.scope_id, by_scope.household_id, by_scope.dwelling_id,
    dwelling.street_name, dwelling.house_number, dwelling.house_letter, dwelling.addition, dwelling.postcode,
    by_scope.step, by_scope.step_on, by_scope.why_now,
    by_scope.is_example,
    by_scope.lived_until as until
from by_scope
join dwelling on dwelling.dwelling_id = by_scope.dwelling_id
order by by_scope.scope_kind, by_scope.scope_id, by_scope.household_id
