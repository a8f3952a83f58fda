-- One row per case of a consultancy, as its latest delivery tells it.
select
    source || '/' || case_id as case_no,
    coalesce(firm, source) as firm,
    dwelling_id,
    signed_up_on, conversation_on, advised_on, quote_asked_on, quote_given_on, yes_on, measured_on, stopped_on,
    stop_reason, measures, hours, cost_eur, saving_gas_m3, saving_kwh, saving_co2_kg,
    record_key, delivered_on, known_on
from standing_cases
