-- One row per household, field and value that somebody told of it, where they contradict: which one stands.
-- Fields: a step that is taken once (signed_up, advice, plan, measure), conversation (of one case), firm, tenure,
-- stopped, and consent_<purpose>. `told_on` is the day of the delivery; `rule` why the value that stands does.
with told_steps as (
    -- Of each source its first day: who tells of a step twice contradicts nobody.
    select household_id, milestone, happened_on, party, source, record_key, known_on,
        row_number() over (
            partition by household_id, milestone, source order by happened_on, known_on, record_key
        ) as turn
    from event
    where household_id is not null and milestone in ('signed_up', 'advice', 'plan', 'measure')
),

step_values as (
    select
        told_steps.household_id,
        told_steps.milestone as field,
        cast(told_steps.happened_on as varchar) as told,
        told_steps.party, told_steps.source, told_steps.record_key,
        told_steps.known_on as told_on,
        -- A measure from before the programme, or a plan that a group decided on earlier, leaves the first here.
        row_number() over (
            partition by told_steps.household_id, told_steps.milestone
            order by
                case when told_steps.happened_on = seen_milestone.seen_on then 0 else 1 end,
                told_steps.happened_on, told_steps.party, told_steps.source
        ) = 1 as stands,
        'first_day' as rule
    from told_steps
    left join seen_milestone
        on seen_milestone.household_id = told_steps.household_id
        and seen_milestone.milestone = told_steps.milestone
    where told_steps.turn = 1
),

firm_values as (
    select
        event.household_id,
        'firm' as field,
        event.firm as told,
        'consultancy' as party,
        event.firm as source,
        min(event.record_key) as record_key,
        min(event.known_on) as told_on,
        event.firm = min(household_firm.firm) as stands,
        'first_day' as rule
    from event
    join household_firm on household_firm.household_id = event.household_id
    where event.firm is not null
    group by event.household_id, event.firm
),

told_tenures as (
    select
        household_period.household_id, filed_residents.tenure, filed_residents.source, filed_residents.record_key,
        filed_residents.delivered_on,
        row_number() over (
            partition by household_period.household_id
            order by filed_residents.delivered_on desc, filed_residents.row_hash
        ) as latest_first,
        row_number() over (
            partition by household_period.household_id, filed_residents.tenure
            order by filed_residents.delivered_on desc, filed_residents.row_hash
        ) as turn
    from filed_residents
    join household_period
        on household_period.dwelling_id = filed_residents.dwelling_id
        and filed_residents.delivered_on >= household_period.from_day
        and filed_residents.delivered_on < household_period.until_day
    where filed_residents.tenure is not null
),

tenure_values as (
    select household_id, 'tenure' as field, tenure as told, 'municipality' as party, source, record_key,
        delivered_on as told_on, latest_first = 1 as stands, 'later_delivery' as rule
    from told_tenures
    where turn = 1
),

said_yes_or_no as (
    select dwelling_id, purpose, given, said_on, source, record_key, known_on from standing_consents
    union all
    select dwelling_id, 'programme', true, signed_up_on, source, record_key, known_on
    from standing_sign_ups where consent_programme
    union all
    select dwelling_id, 'champion_sees', true, signed_up_on, source, record_key, known_on
    from standing_sign_ups where consent_champion_sees
    union all
    select dwelling_id, 'firm_contacts', true, signed_up_on, source, record_key, known_on
    from standing_sign_ups where consent_firm_contacts
    union all
    select dwelling_id, 'example', true, signed_up_on, source, record_key, known_on
    from standing_sign_ups where consent_example
),

consent_words as (
    select
        household_period.household_id, said_yes_or_no.purpose, said_yes_or_no.given, said_yes_or_no.said_on,
        said_yes_or_no.source, said_yes_or_no.record_key, said_yes_or_no.known_on,
        row_number() over (
            partition by household_period.household_id, said_yes_or_no.purpose, said_yes_or_no.said_on,
                said_yes_or_no.given
            order by said_yes_or_no.source, said_yes_or_no.record_key
        ) as turn,
        max(said_yes_or_no.said_on) over (
            partition by household_period.household_id, said_yes_or_no.purpose
        ) as last_said_on
    from said_yes_or_no
    join household_period
        on household_period.dwelling_id = said_yes_or_no.dwelling_id
        and said_yes_or_no.said_on >= household_period.from_day
        and said_yes_or_no.said_on < household_period.until_day
),

-- A no after a yes is a change of mind; both on the last day of all contradict one another.
consent_values as (
    select household_id, 'consent_' || purpose as field, case when given then 'yes' else 'no' end as told,
        'community' as party, source, record_key, known_on as told_on, not given as stands, 'no_over_yes' as rule
    from consent_words
    where turn = 1 and said_on = last_said_on
),

told_stops as (
    select dwelling_id, stopped_on, ended_on, 'community' as party, source, record_key, known_on
    from standing_stops
    union all
    select dwelling_id, stopped_on, cast(null as date), 'consultancy', firm, record_key, known_on
    from case_record
    where stopped_on is not null
),

-- Stopped, says one party, while another tells of a step in those very days.
went_on as (
    select
        event.household_id, told_stops.stopped_on, told_stops.party, told_stops.source, told_stops.record_key,
        told_stops.known_on, event.milestone, event.happened_on, event.party as step_party,
        event.source as step_source, event.record_key as step_key, event.known_on as step_known_on,
        row_number() over (
            partition by event.household_id
            order by event.happened_on, event.milestone, event.party, told_stops.stopped_on, told_stops.record_key
        ) as turn
    from told_stops
    join event
        on event.dwelling_id = told_stops.dwelling_id
        and event.household_id is not null
        and event.party <> told_stops.party
        and event.happened_on > told_stops.stopped_on
        and (told_stops.ended_on is null or event.happened_on < told_stops.ended_on)
    join household_period
        on household_period.household_id = event.household_id
        and told_stops.stopped_on >= household_period.from_day
),

stop_values as (
    select household_id, 'stopped' as field, milestone || ' ' || happened_on as told, step_party as party,
        step_source as source, step_key as record_key, step_known_on as told_on, true as stands,
        'later_step' as rule
    from went_on
    where turn = 1
    union all
    select household_id, 'stopped', 'stopped ' || stopped_on, party, source, record_key, known_on, false, 'later_step'
    from went_on
    where turn = 1
),

-- A source that corrects itself: the same record, told otherwise in another delivery or file.
corrected as (
    select
        contradiction.*,
        case contradiction.column_name
            when 'signed_up_on' then 'signed_up'
            when 'conversation_on' then 'conversation'
            when 'advised_on' then 'advice'
            when 'yes_on' then 'plan'
            when 'measured_on' then 'measure'
            when 'carried_out_on' then 'measure'
            when 'stopped_on' then 'stopped'
            when 'tenure' then 'tenure'
        end as field
    from contradiction
    where contradiction.kind in ('cases', 'grants', 'residents')
),

record_household as (
    select record_key, min(household_id) as household_id
    from event
    where household_id is not null
    group by record_key
),

last_household as (
    select dwelling_id, household_id,
        row_number() over (partition by dwelling_id order by period desc) as turn
    from household_period
),

source_firm as (
    select source, max(firm) as firm from delivery where kind = 'cases' group by source
),

corrected_of_household as (
    select
        coalesce(record_household.household_id, last_household.household_id) as household_id,
        corrected.field, corrected.stands, corrected.gave_way, corrected.record_key,
        coalesce(source_firm.firm, corrected.source) as source,
        corrected.stands_delivered_on, corrected.gave_way_delivered_on,
        case corrected.kind when 'cases' then 'consultancy' else 'municipality' end as party,
        case corrected.rule when 'later delivery' then 'later_delivery' else 'smallest_hash' end as rule
    from corrected
    left join record_household on record_household.record_key = corrected.record_key
    left join last_household on last_household.dwelling_id = corrected.dwelling_id and last_household.turn = 1
    left join source_firm on source_firm.source = corrected.source
    where corrected.field is not null
),

corrected_values as (
    select distinct household_id, field, coalesce(stands, 'taken back') as told, party, source, record_key,
        stands_delivered_on as told_on, true as stands, rule
    from corrected_of_household
    where household_id is not null
    union all
    select distinct household_id, field, gave_way, party, source, record_key, gave_way_delivered_on, false, rule
    from corrected_of_household
    where household_id is not null
),

among_parties as (
    select * from step_values
    union all
    select * from firm_values
    union all
    select * from tenure_values
    union all
    select * from consent_values
    union all
    select * from stop_values
),

spread as (
    select *,
        min(told) over (partition by household_id, field) as least_told,
        max(told) over (partition by household_id, field) as most_told
    from among_parties
),

every_value as (
    select household_id, field, told, party, source, record_key, told_on, stands, rule, 1 as weight
    from spread
    where least_told <> most_told
    union all
    select household_id, field, told, party, source, record_key, told_on, stands, rule, 2
    from corrected_values
),

-- What a source said last it says among the parties too: each value once, the weightiest first.
once as (
    select
        *,
        row_number() over (
            partition by household_id, field, told
            order by weight, case when stands then 0 else 1 end, told_on, source, record_key, rule
        ) as turn
    from every_value
),

one_stands as (
    select
        *,
        row_number() over (
            partition by household_id, field
            order by case when stands then weight else 3 end, told_on desc, told, source, record_key, rule
        ) as place,
        count(*) over (partition by household_id, field) as different
    from once
    where turn = 1
)

select household_id, field, told, place = 1 as stands, party, source, record_key, told_on, rule
from one_stands
where different > 1
