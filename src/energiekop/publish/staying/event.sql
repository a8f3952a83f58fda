-- One row per event that stays.
select event.*
from event
where not (
    event.dwelling_id in (select dwelling_id from forgotten)
    and event.record_key in (select record_key from forgotten_row where whole_record)
)
