-- One row per buurt in a gebied (the smallest code where areas.toml lists it twice).
with known as (
    select gebied_member.gebied_code, gebied_member.buurt_code
    from gebied_member
    join buurt_place on buurt_place.buurt_code = gebied_member.buurt_code
)

select min(gebied_code) as gebied_code, buurt_code from known group by buurt_code
