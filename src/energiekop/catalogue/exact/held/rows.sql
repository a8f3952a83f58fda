-- One row per row of a file that tells of the household: where it stands, and how its address was found.
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

select
    filed_row.kind,
    delivery.party,
    filed_row.source,
    delivery.firm,
    delivery.path,
    filed_row.row_no,
    filed_row.delivered_on,
    filed_row.known_on,
    filed_row.first_on,
    filed_row.last_on,
    filed_row.standing,
    filed_row.typed_key,
    filed_row.way,
    filed_row.reason,
    match.score
from exact.filed_row as filed_row
join exact.delivery as delivery on delivery.file_id = filed_row.file_id
left join exact.match as match on match.typed_key = filed_row.typed_key
left join own_record on own_record.kind = filed_row.kind and own_record.record_key = filed_row.record_key
left join at_home on at_home.file_id = filed_row.file_id and at_home.row_no = filed_row.row_no
where own_record.record_key is not null or at_home.file_id is not null
order by filed_row.delivered_on, delivery.path, filed_row.row_no
