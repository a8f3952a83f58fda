-- One row per address as typed that may be more than one dwelling, with the dwellings it may be.
-- A shop or a garage it never is: a row about one is handed back anyway.
with parts as (
    select
        typed_key, reason, candidates,
        -- The parts as they were written (char 30: nothing was); the place of the file, which comes last, is left out.
        list_transform(
            list_slice(string_split(typed_key, chr(31)), 1, 6), lambda part: nullif(part, chr(30))
        ) as part
    from exact.match
    where way = $way and len(candidates) > 0
),

possible as (
    select typed_key, unnest(candidates) as dwelling_id, generate_subscripts(candidates, 1) as turn from parts
),

named as (
    select
        possible.typed_key,
        string_agg(
            concat_ws(
                ' ', street_name,
                house_number || coalesce(house_letter, '') || coalesce('-' || nullif(addition, ''), ''), postcode, place
            ),
            '; ' order by turn
        ) as candidates,
        string_agg(possible.dwelling_id, ' ' order by turn) as candidate_ids
    from possible
    join exact.dwelling as dwelling on dwelling.dwelling_id = possible.dwelling_id and dwelling.is_dwelling
    group by possible.typed_key
),

-- A row that was taken in at a building does not wait for anything; one that may be two addresses was handed back.
waiting as (
    select found, count(*) as "rows" from exact.rejected_row where column_name = 'address' group by found
)

select
    array_to_string(part, ' ') as typed,
    waiting."rows",
    parts.reason,
    named.candidates,
    named.candidate_ids,
    part[1] as street,
    part[2] as house_number,
    part[3] as house_letter,
    part[4] as addition,
    part[5] as postcode,
    part[6] as place
from parts
join named on named.typed_key = parts.typed_key
left join waiting on waiting.found = array_to_string(part, ' ')
order by waiting."rows" desc nulls last, typed, parts.typed_key
