-- One row per dwelling in use: every place it lies in, the register that groups are drawn from.
select dwelling.dwelling_id, dwelling.street_id, dwelling.street_name, dwelling.complex_id,
    complex.complex_name, dwelling.buurt_code, buurt.buurt_name, dwelling.wijk_code, wijk.wijk_name,
    gebied_buurt.gebied_code, gebied.gebied_name, dwelling.stadsdeel_code, stadsdeel.stadsdeel_name,
    dwelling.tenure, dwelling.label, dwelling.building_period, dwelling.dwelling_type,
    dwelling.x, dwelling.y
from dwelling
join buurt on buurt.buurt_code = dwelling.buurt_code
join wijk on wijk.wijk_code = dwelling.wijk_code
join stadsdeel on stadsdeel.stadsdeel_code = dwelling.stadsdeel_code
left join gebied_buurt on gebied_buurt.buurt_code = dwelling.buurt_code
left join gebied on gebied.gebied_code = gebied_buurt.gebied_code
left join complex on complex.complex_id = dwelling.complex_id
where dwelling.is_dwelling and dwelling.in_register
order by dwelling.dwelling_id
