-- One row per household with a plan on file: its first. Of two on one day the most personal level wins.
with ordered as (
    select
        *,
        row_number() over (
            partition by household_id
            order by
                plan_on,
                case level when 'huis' then 1 when 'straat' then 2 when 'complex' then 3 else 4 end,
                party,
                known_on,
                firm nulls last
        ) as turn
    from plan_choice
)

select household_id, plan_on, known_on, level, party, firm from ordered where turn = 1
