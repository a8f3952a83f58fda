-- One row per case and dated step that still stands: the day, and since when it is known.
with days as (
    select record_key, 'signed_up' as step, signed_up_on as day, delivered_on from filed_cases
    union all
    select record_key, 'conversation', conversation_on, delivered_on from filed_cases
    union all
    select record_key, 'advice', advised_on, delivered_on from filed_cases
    union all
    select record_key, 'plan', yes_on, delivered_on from filed_cases
    union all
    select record_key, 'measure', measured_on, delivered_on from filed_cases
),

known as (
    select record_key, step, min(delivered_on) as known_on from days where day is not null group by record_key, step
),

standing as (
    select record_key, firm, dwelling_id, 'signed_up' as step, signed_up_on as happened_on from case_record
    union all
    select record_key, firm, dwelling_id, 'conversation', conversation_on from case_record
    union all
    select record_key, firm, dwelling_id, 'advice', advised_on from case_record
    union all
    select record_key, firm, dwelling_id, 'plan', yes_on from case_record
    union all
    select record_key, firm, dwelling_id, 'measure', measured_on from case_record
)

select standing.record_key, standing.firm, standing.dwelling_id, standing.step, standing.happened_on, known.known_on
from standing
join known on known.record_key = standing.record_key and known.step = standing.step
where standing.happened_on is not null
