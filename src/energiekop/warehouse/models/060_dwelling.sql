-- One row per dwelling (or shop, garage) of the register: where it is and what is known of it.
with placed as (
    select
        main_address.dwelling_id,
        substr(sha256(main_address.place || '|' || main_address.street_name), 1, 12) as street_id,
        dwelling_buurt.buurt_code,
        dwelling_complex.complex_id,
        main_address.street_name,
        main_address.house_number,
        main_address.house_letter,
        main_address.addition,
        main_address.postcode,
        main_address.place,
        case when main_address.house_number % 2 = 0 then 'even' else 'odd' end as side,
        case
            when upper(main_address.addition) in ('H', 'HS', 'HUIS', 'BG') then 0
            when main_address.addition in ('1', '2', '3', '4', '5', '6', '7', '8', '9')
                then cast(main_address.addition as integer)
            when upper(main_address.addition) in ('I', 'II', 'III') then length(main_address.addition)
            when upper(main_address.addition) = 'IV' then 4
        end as floor,
        dwelling_buurt.x, dwelling_buurt.y, dwelling_buurt.lon, dwelling_buurt.lat,
        main_address.built_year,
        case
            when main_address.built_year < 1906 then 'before 1906'
            when main_address.built_year < 1946 then '1906-1945'
            when main_address.built_year < 1975 then '1946-1974'
            when main_address.built_year < 1992 then '1975-1991'
            when main_address.built_year < 2006 then '1992-2005'
            when main_address.built_year >= 2006 then '2006 and later'
        end as building_period,
        main_address.area_m2,
        case
            when main_address.object_type in ('Ligplaats', 'ligplaats') then 'houseboat'
            when main_address.object_type in ('Standplaats', 'standplaats') then 'caravan'
            when lower(main_address.home_type) like 'appartement%' then 'apartment'
            when lower(main_address.home_type) like '%tussen%' then 'terraced'
            when lower(main_address.home_type) like '%hoek%' then 'end of terrace'
            when lower(main_address.home_type) like '%twee%onder%' then 'semi-detached'
            when lower(main_address.home_type) like '%vrijstaand%' then 'detached'
        end as dwelling_type,
        dwelling_tenure.tenure,
        dwelling_label.label,
        dwelling_use.is_dwelling,
        dwelling_use.use_known,
        main_address.in_register
    from main_address
    join dwelling_use on dwelling_use.dwelling_id = main_address.dwelling_id
    left join dwelling_buurt on dwelling_buurt.dwelling_id = main_address.dwelling_id
    left join dwelling_complex on dwelling_complex.dwelling_id = main_address.dwelling_id
    left join dwelling_tenure on dwelling_tenure.dwelling_id = main_address.dwelling_id
    left join dwelling_label on dwelling_label.dwelling_id = main_address.dwelling_id
)

select
    placed.*,
    buurt_place.wijk_code,
    buurt_place.stadsdeel_code
from placed
left join buurt_place on buurt_place.buurt_code = placed.buurt_code
