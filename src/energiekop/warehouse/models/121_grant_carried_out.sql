-- One row per granted grant whose work is done: the day, and since when it is known to be done.
with known as (
    select record_key, min(delivered_on) as known_on
    from filed_grants
    where carried_out_on is not null
    group by record_key
)

select
    standing_grants.record_key,
    standing_grants.source,
    standing_grants.dwelling_id,
    standing_grants.carried_out_on,
    known.known_on
from standing_grants
join known on known.record_key = standing_grants.record_key
where standing_grants.carried_out_on is not null and standing_grants.decision = 'granted'
