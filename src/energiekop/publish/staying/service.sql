-- One row per request to a desk that stays.
select service.*
from service
where not (
    coalesce(service.dwelling_id, '') in (select dwelling_id from forgotten)
    and service.record_key in (select record_key from forgotten_row where whole_record)
)
