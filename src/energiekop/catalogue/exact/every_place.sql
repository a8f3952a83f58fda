-- One row per grain and place of it; written once when a snapshot is opened, since every figure asks for it.
create table memory.main.every_place as
select 'city' as grain, 'city' as place_code, 'city' as place_name, null as parent_code, null as parent_name
union all
select 'month', 'city', 'city', null, null
union all
select 'party', 'city', 'city', null, null
union all
select 'stadsdeel', stadsdeel_code, stadsdeel_name, null, null from exact.stadsdeel
union all
select 'gebied', gebied_code, gebied_name, null, null from exact.gebied
union all
select 'wijk', wijk_code, wijk_name, stadsdeel_code, null from exact.wijk
union all
select 'buurt', buurt_code, buurt_name, wijk_code, null from exact.buurt
union all
select 'street', street_id, street_name, street.buurt_code, buurt_name
from exact.street as street left join exact.buurt as buurt on buurt.buurt_code = street.buurt_code
union all
select 'complex', complex_id, complex_name, null, null from exact.complex
union all
select distinct 'firm', firm, firm, null, null from exact.household where firm is not null
