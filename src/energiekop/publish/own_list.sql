-- One row per line that a champion's own list brought in: which house, what happened, when.
select
    'list' as scope_kind,
    event.source as scope_id,
    event.dwelling_id, dwelling.street_id,
    dwelling.street_name, dwelling.house_number, dwelling.house_letter, dwelling.addition,
    event.milestone, event.happened_on
from event
join dwelling on dwelling.dwelling_id = event.dwelling_id
where event.party = 'community' and event.happened_on <= getvariable('reference_day')
order by event.source, event.happened_on, event.record_key, event.milestone
