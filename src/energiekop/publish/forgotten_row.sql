-- One row per accepted row that leaves with a forgotten household, and whether its whole record does.
-- A row without a day is taken for theirs. Of a record that stands at another dwelling (its address was
-- corrected) only the rows that named theirs go.
with at_home as (
    select filed_row.kind, filed_row.record_key, filed_row.file_id, filed_row.row_no, filed_row.dwelling_id
    from filed_row
    join forgotten
        on forgotten.dwelling_id = filed_row.dwelling_id
        and (
            filed_row.first_on is null
            or (filed_row.last_on >= forgotten.from_day and filed_row.first_on < forgotten.until_day)
        )
),

own_record as (
    select distinct at_home.kind, at_home.record_key
    from at_home
    left join filed_row as elsewhere
        on elsewhere.kind = at_home.kind and elsewhere.record_key = at_home.record_key
        and elsewhere.standing and elsewhere.dwelling_id <> at_home.dwelling_id
    where elsewhere.record_key is null
)

select filed_row.kind, filed_row.record_key, filed_row.file_id, filed_row.row_no, true as whole_record
from filed_row
join own_record on own_record.kind = filed_row.kind and own_record.record_key = filed_row.record_key
union
select at_home.kind, at_home.record_key, at_home.file_id, at_home.row_no, false
from at_home
left join own_record on own_record.kind = at_home.kind and own_record.record_key = at_home.record_key
where own_record.record_key is null
