-- One row per day and kind of occasion in the asked place, with the streets or buurten it was in.
-- What was in a buurt as a whole was also in each of its streets.
with located as (
    select
        occasion.happened_on,
        occasion.occasion_kind,
        occasion.street_id,
        coalesce(occasion.buurt_code, street.buurt_code) as buurt_code,
        coalesce(street.street_name, named.buurt_name, occasion.place_name) as at_name
    from exact.occasion as occasion
    left join exact.street as street on street.street_id = occasion.street_id
    left join exact.buurt as named on named.buurt_code = occasion.buurt_code
    where occasion.happened_on <= $as_of
),

here as (
    select located.*
    from located
    left join exact.buurt as buurt on buurt.buurt_code = located.buurt_code
    left join exact.street as asked_street on $in_kind = 'street' and asked_street.street_id = $in_codes[1]
    where case coalesce($in_kind, 'city')
        when 'city' then true
        when 'stadsdeel' then list_contains($in_codes, buurt.stadsdeel_code)
        when 'wijk' then list_contains($in_codes, buurt.wijk_code)
        when 'buurt' then list_contains($in_codes, located.buurt_code)
        when 'street' then coalesce(
            located.street_id = asked_street.street_id, located.buurt_code = asked_street.buurt_code
        )
        else false
    end
)

select
    'city' as place_code,
    'city' as place_name,
    happened_on as on_date,
    occasion_kind,
    count(*) as occasions,
    string_agg(distinct at_name, ', ' order by at_name) as places
from here
group by happened_on, occasion_kind
order by on_date, occasion_kind
