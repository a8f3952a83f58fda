-- One row per request to a desk: what was asked, when, when it was answered, and of a grant for what and how much.
with at_home as (
    select kind, record_key, file_id, row_no
    from exact.filed_row
    where dwelling_id = $dwelling_id
        and (first_on is null or (last_on >= $from_day and first_on < $until_day))
),

elsewhere as (
    select kind, record_key from exact.filed_row where standing and dwelling_id <> $dwelling_id
),

own_record as (
    select at_home.kind, at_home.record_key
    from at_home
    left join elsewhere on elsewhere.kind = at_home.kind and elsewhere.record_key = at_home.record_key
    where elsewhere.record_key is null
    group by at_home.kind, at_home.record_key
)

select
    service.desk,
    service.kind,
    service.asked_on,
    service.answered_on,
    nullif(concat_ws(': ', grant_asked.scheme, grant_asked.measure), '') as for_what,
    grant_asked.decision,
    grant_asked.amount_eur
from exact.service as service
left join exact.grant_asked as grant_asked
    on service.kind = 'grant' and grant_asked.record_key = service.record_key
where service.dwelling_id = $dwelling_id and service.record_key in (select record_key from own_record)
order by service.asked_on, service.kind, service.answered_on
