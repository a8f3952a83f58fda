-- One row per case at a consultancy, with all that is kept of it.
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

select case_record.* exclude (dwelling_id, record_key)
from exact.case_record as case_record
where case_record.record_key in (select record_key from own_record where kind = 'cases')
order by case_record.case_no
