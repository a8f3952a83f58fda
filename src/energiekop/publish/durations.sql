-- One row per whole group, pair of steps and closed quarter: the dwellings that took the later step, their median.
with taken as (
    select
        dwelling_id,
        household_id,
        unnest([
            {'from_step': 'reached', 'to_step': 'signed_up', 'from_on': reached_seen_on, 'to_on': signed_up_seen_on},
            {'from_step': 'signed_up', 'to_step': 'conversation', 'from_on': signed_up_seen_on,
                'to_on': conversation_seen_on},
            {'from_step': 'conversation', 'to_step': 'advice', 'from_on': conversation_seen_on,
                'to_on': advice_seen_on},
            {'from_step': 'advice', 'to_step': 'plan', 'from_on': advice_seen_on, 'to_on': plan_seen_on},
            {'from_step': 'plan', 'to_step': 'measure', 'from_on': plan_seen_on, 'to_on': measure_seen_on},
            {'from_step': 'signed_up', 'to_step': 'plan', 'from_on': signed_up_seen_on, 'to_on': plan_seen_on}
        ], recursive := true)
    from household
),

-- Only steps that were filed, and in their order, have a time between them. Who lived there first counts.
timed as (
    select
        dwelling_id,
        from_step,
        to_step,
        cast(date_trunc('quarter', min(to_on)) as date) as quarter,
        arg_min(to_on - from_on, (to_on, household_id)) as days
    from taken
    where to_on >= from_on
    group by dwelling_id, from_step, to_step
),

placed as (
    unpivot (
        select timed.*, group_of_dwelling.* exclude (dwelling_id)
        from timed
        join group_of_dwelling on group_of_dwelling.dwelling_id = timed.dwelling_id
        where last_day(quarter + interval 2 month) <= getvariable('reference_day')
    )
    on columns(* exclude (dwelling_id, from_step, to_step, quarter, days))
    into name kind value cell_id
)

select
    cell_id,
    from_step,
    to_step,
    quarter,
    count(*) as dwellings,
    round(median(days) / 7) as weeks
from placed
where cell_id >= 0
group by cell_id, from_step, to_step, quarter
order by cell_id, from_step, to_step, quarter
