-- One row per grant asked for a dwelling, with its address: all that a grant officer may read of the exact file.
select
    asked.case_no,
    concat_ws(' ', street_name, house_number || coalesce(house_letter, '') || coalesce('-' || nullif(addition, ''), ''))
        as address,
    dwelling.postcode,
    dwelling.place,
    asked.scheme,
    asked.measure,
    asked.asked_on,
    asked.decided_on,
    asked.decision,
    asked.amount_eur
from exact.grant_asked as asked
join exact.dwelling as dwelling on dwelling.dwelling_id = asked.dwelling_id
