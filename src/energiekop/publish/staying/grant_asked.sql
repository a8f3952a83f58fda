-- One row per grant asked that stays.
select grant_asked.*
from grant_asked
where not (
    coalesce(grant_asked.dwelling_id, '') in (select dwelling_id from forgotten)
    and grant_asked.record_key in (select record_key from forgotten_row where whole_record)
)
