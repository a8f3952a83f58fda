-- One row per value that a source later changed in a record of the household.
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

select contradiction.kind, contradiction.column_name, contradiction.stands, contradiction.stands_delivered_on,
    contradiction.gave_way, contradiction.gave_way_delivered_on, delivery.path, contradiction.row_no
from exact.contradiction as contradiction
join exact.delivery as delivery on delivery.file_id = contradiction.file_id
left join own_record
    on own_record.kind = contradiction.kind and own_record.record_key = contradiction.record_key
left join at_home on at_home.file_id = contradiction.file_id and at_home.row_no = contradiction.row_no
where own_record.record_key is not null or at_home.file_id is not null
order by contradiction.gave_way_delivered_on, contradiction.kind, contradiction.column_name, contradiction.gave_way,
    delivery.path, contradiction.row_no
