-- One row per thing that a file does not say in so many words and that was decided when it was read.
select
    delivery.path,
    reading_note.topic,
    reading_note.column_name,
    reading_note.chosen,
    reading_note."by" as decided_by,
    reading_note.showing,
    reading_note.against,
    reading_note.open
from exact.reading_note as reading_note
join exact.delivery as delivery on delivery.file_id = reading_note.file_id
where delivery.delivered_on <= $as_of and ($path is null or delivery.path = $path)
order by delivery.delivered_on desc, delivery.path, reading_note.topic, reading_note.column_name, reading_note.chosen
