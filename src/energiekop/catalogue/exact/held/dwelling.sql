-- One row per household that lived in the dwelling on the asked day: where, since when, and what the register says.
select
    household.household_id,
    household.dwelling_id,
    household.lived_from,
    household.lived_until,
    household.street_id, household.complex_id, household.buurt_code, gebied_buurt.gebied_code, household.wijk_code,
    household.stadsdeel_code,
    dwelling.street_name, dwelling.house_number, dwelling.house_letter, dwelling.addition, dwelling.postcode,
    dwelling.place,
    buurt.buurt_name,
    complex.complex_name,
    dwelling.built_year,
    dwelling.area_m2,
    dwelling.dwelling_type,
    household.label,
    household.tenure,
    household.residents,
    household.residents_estimated,
    household.firm,
    household.plan_level,
    household.plan_implied,
    household.covered_on
from exact.household as household
join exact.dwelling as dwelling on dwelling.dwelling_id = household.dwelling_id
left join exact.buurt as buurt on buurt.buurt_code = household.buurt_code
left join exact.gebied_buurt as gebied_buurt on gebied_buurt.buurt_code = household.buurt_code
left join exact.complex as complex on complex.complex_id = household.complex_id
where household.dwelling_id = $dwelling_id
    and (household.lived_from is null or household.lived_from <= $lived_on)
    and (household.lived_until is null or household.lived_until > $lived_on)
