-- One row per wish that at least ten households asked for: rounded counts of the last published day.
with last_day as (
    select max(on_date) as on_date from published.voice where on_date <= $as_of
)

select wish, topic, voice.on_date, asked, answered
from published.voice as voice
join last_day on last_day.on_date = voice.on_date
order by asked desc, wish
