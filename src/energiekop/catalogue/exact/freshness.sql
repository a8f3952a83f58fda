-- One row per source and kind of file: how many were handed in, when the last one, and when the next is expected.
with handed_in as (
    select
        party, source, kind,
        count(*) as files,
        cast(sum("rows") as bigint) as "rows",
        cast(sum(rejected) as bigint) as rejected,
        max(delivered_on) as last_delivered_on
    from exact.delivery
    where delivered_on <= $as_of
    group by party, source, kind
)

select
    handed_in.party,
    handed_in.source,
    handed_in.kind,
    files,
    "rows",
    rejected,
    last_delivered_on,
    rhythm.days as rhythm_days,
    cast(last_delivered_on + rhythm.days as date) as expected_on
from handed_in
left join exact.settings_rhythm as rhythm on rhythm.kind = handed_in.kind
order by handed_in.party, handed_in.source, handed_in.kind
