-- One row per staged address: with its delivery, its point, and the keys of its dwelling and of itself.
-- In the Netherlands the four numbers never overlap: x up to 289 000, y from 300 000, lon 3 to 8, lat 50 to 54.
with recognised as (
    select
        *,
        coalesce(x between -7000 and 289000 and y between 300000 and 629000, false) as metres,
        coalesce(y between -7000 and 289000 and x between 300000 and 629000, false) as metres_swapped,
        coalesce(x between 3 and 8 and y between 50 and 54, false) as degrees_for_metres,
        coalesce(y between 3 and 8 and x between 50 and 54, false) as swapped_degrees_for_metres,
        coalesce(lon between 3 and 8 and lat between 50 and 54, false) as degrees,
        coalesce(lat between 3 and 8 and lon between 50 and 54, false) as degrees_swapped
    from staged_addresses
),

pointed as (
    select
        * exclude (
            dwelling_no, address_no, x, y, lon, lat, metres, metres_swapped, degrees_for_metres,
            swapped_degrees_for_metres, degrees, degrees_swapped
        ),
        -- A list of addresses and one of dwellings both call their id `identificatie`; 20 is an address's own.
        case when substr(dwelling_no, 5, 2) <> '20' then dwelling_no end as dwelling_no,
        coalesce(address_no, case when substr(dwelling_no, 5, 2) = '20' then dwelling_no end) as address_no,
        case when metres then x when metres_swapped then y end as x,
        case when metres then y when metres_swapped then x end as y,
        case
            when degrees then lon when degrees_swapped then lat
            when degrees_for_metres then x when swapped_degrees_for_metres then y
        end as lon,
        case
            when degrees then lat when degrees_swapped then lon
            when degrees_for_metres then y when swapped_degrees_for_metres then x
        end as lat,
        case
            when metres_swapped or degrees_swapped then 'axes_swapped'
            when degrees_for_metres or swapped_degrees_for_metres then 'degrees_in_metres'
            when not metres and not degrees and coalesce(x, y, lon, lat) is not null then 'no_place'
        end as point_remark
    from recognised
),

delivered as (
    select
        pointed.*, delivery.source, delivery.delivered_on, delivery.part_of, delivery.path,
        delivery.firm,
        concat_ws(
            '|', pointed.place, pointed.street, pointed.house_number, coalesce(pointed.house_letter, ''),
            coalesce(pointed.addition, ''), coalesce(pointed.postcode, '')
        ) as words
    from pointed
    join delivery on delivery.file_id = pointed.file_id
),

numbered as (
    -- The same words at another point are another address: numbered by where they lie, not by row.
    select
        *,
        dense_rank() over (
            partition by part_of, words order by coalesce(lon, x, 0), coalesce(lat, y, 0)
        ) as nth
    from delivered
),

named as (
    select *, 'x' || substr(sha256(words || '|' || nth), 1, 15) as made_id from numbered
)

select
    * exclude (words, nth, made_id),
    coalesce(dwelling_no, made_id) as dwelling_id,
    coalesce(address_no, dwelling_no, made_id) as address_key
from named
