-- One row per initiative and step it took, with its day.
with steps as (
    select initiative_id, 1 as step_no, 'idea' as step, idea_on as reached_on from initiative
    union all
    select initiative_id, 2, 'group', group_on from initiative
    union all
    select initiative_id, 3, 'asked', asked_on from initiative
    union all
    select initiative_id, 4, 'worked_out', worked_out_on from initiative
    union all
    select initiative_id, 5, 'decided', decided_on from initiative
    union all
    select initiative_id, 6, 'carried_out', carried_out_on from initiative
    union all
    select initiative_id, 7, 'stopped', stopped_on from initiative
)

select * from steps where reached_on is not null
