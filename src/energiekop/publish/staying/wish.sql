-- One row per wish that stays.
select wish.*
from wish
anti join (select record_key from forgotten_row where whole_record and kind = 'wishes') as own
    on own.record_key = wish.wish_id
