-- One row per household and step behind a bar of states: the same rows, not counted.
with standing as (
    select *
    from standing_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm, $as_of, $split)
),

asked as (
    select *
    from standing
    where ($milestone = 'all' or milestone = $milestone)
        and ($state = 'all' or state = $state)
        and ($value is null or split_value = $value)
),

steps (step, next_step) as (
    values (1, 'signed_up'), (2, 'conversation'), (3, 'advice'), (4, 'plan'), (5, 'measure')
)

select
    asked.milestone,
    asked.state,
    asked.household_id,
    asked.dwelling_id,
    dwelling.street_id,
    concat_ws(' ', street_name, house_number || coalesce(house_letter, '') || coalesce('-' || nullif(addition, ''), ''))
        as address,
    dwelling.postcode,
    dwelling.buurt_code,
    case when state in ('on_time', 'too_long', 'stopped') then days_here end as days_waiting,
    case when state in ('on_time', 'too_long') then asked.turn end as turn,
    case when state <> 'further' then steps.next_step end as next_step,
    asked.firm
from asked
join exact.dwelling as dwelling on dwelling.dwelling_id = asked.dwelling_id
left join steps on steps.step = asked.step
order by
    asked.step, days_waiting desc nulls last,
    street_name, house_number, house_letter nulls first, addition nulls first, asked.household_id
