-- One row per rejected row whose address was not found and whose text names one: the dwellings at that number.
-- For who asks what is held, or to be forgotten: a number of a street, or of a postcode, whatever its addition.
with unplaced as (
    select file_id, row_no, concat_ws(' ', found, array_to_string(original, ' ')) as words
    from rejected_row
    where dwelling_ids = []
),

folded as (
    select file_id, row_no,
        -- "Kerkpad3" is two words, "1011 AB" one
        string_split(trim(regexp_replace(regexp_replace(regexp_replace(
            lower(strip_accents(words)), '[^a-z0-9]+', ' ', 'g'),
            '([a-z])([0-9])', '\1 \2', 'g'),
            '\b([1-9][0-9]{3}) ?([a-z]{2})\b', '\1\2', 'g')), ' ') as words
    from unplaced
),

numbered as (
    select file_id, row_no, words, nth, regexp_extract(words[nth], '^0*([0-9]{1,5})[a-z]?$', 1) as house_number
    from folded, unnest(range(1, len(words) + 1)) as place (nth)
),

named as (
    select distinct file_id, row_no, house_number, name
    from (
        select file_id, row_no, house_number, array_to_string(words[nth - length:nth - 1], ' ') as name
        from numbered, range(1, 7) as reach (length)
        where house_number <> '' and length < nth
        union all
        -- a postcode stands before the number, or behind it and what is added to it
        select file_id, row_no, house_number, words[nth + behind] as name
        from numbered, range(1, 4) as further (behind)
        where house_number <> ''
    )
),

register as (
    select dwelling_id, cast(house_number as varchar) as house_number,
        trim(regexp_replace(lower(strip_accents(street_name)), '[^a-z0-9]+', ' ', 'g')) as name
    from main_address
    union all
    select dwelling_id, cast(house_number as varchar), lower(postcode) from main_address where postcode is not null
)

select named.file_id, named.row_no, list(distinct register.dwelling_id order by register.dwelling_id) as dwelling_ids
from named
join register on register.name = named.name and register.house_number = named.house_number
group by named.file_id, named.row_no
