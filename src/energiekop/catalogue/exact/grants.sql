-- One row per grant asked: those without a decision first, the longest open on top; then the latest decided.
with standing as (
    select *, coalesce(decided_on > $as_of, decision is null) as is_open
    from grant_list
    where asked_on <= $as_of
)

select
    case_no,
    address,
    postcode,
    place,
    scheme,
    measure,
    asked_on,
    case when not is_open then decided_on end as decided_on,
    case when is_open then 'open' else coalesce(decision, 'decided') end as decision,
    case when is_open then $as_of - asked_on end as days_open,
    amount_eur
from standing
order by is_open desc, case when is_open then asked_on end, decided_on desc nulls last, asked_on desc, address, case_no
