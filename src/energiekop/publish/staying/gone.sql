-- One row per record that a full delivery no longer had, but for those of a forgotten household.
select gone.*
from gone
anti join (select kind, record_key from forgotten_row where whole_record) as own
    on own.kind = gone.kind and own.record_key = gone.record_key
