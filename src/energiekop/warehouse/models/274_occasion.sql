-- One row per occasion (street party, mailing, change of subsidy): the day and the street or buurt it was for.
select
    standing_occasions.record_key as occasion_id,
    standing_occasions.happened_on,
    standing_occasions.place_name,
    standing_occasions.occasion_kind,
    standing_occasions.description,
    street_by_name.street_id,
    buurt.buurt_code
from standing_occasions
left join (
    select lower(street_name) as folded_name, min(street_id) as street_id
    from street
    group by lower(street_name)
    having count(*) = 1
) as street_by_name on street_by_name.folded_name = lower(standing_occasions.place_name)
left join buurt on buurt.buurt_code = standing_occasions.place_name
