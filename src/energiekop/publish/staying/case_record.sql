-- One row per case of a consultancy that stays.
select case_record.*
from case_record
anti join (select record_key from forgotten_row where whole_record and kind = 'cases') as own
    on own.record_key = case_record.record_key
