-- One row per grant asked of the municipality for a dwelling: for what, when, what was decided, how much.
select
    dwelling_id, case_no, scheme, measure, asked_on, decided_on, decision, amount_eur, record_key
from standing_grants
