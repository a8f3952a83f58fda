-- One row per place of the asked grain, or the one asked for; those without any household included.
create macro memory.main.place(grain, only_place) as table
select * from (
    select 'city' as place_code, 'city' as place_name, null as parent_code, null as parent_name
    where grain in ('city', 'month', 'party')
    union all
    select stadsdeel_code, stadsdeel_name, null, null from exact.stadsdeel where grain = 'stadsdeel'
    union all
    select gebied_code, gebied_name, null, null from exact.gebied where grain = 'gebied'
    union all
    select wijk_code, wijk_name, stadsdeel_code, null from exact.wijk where grain = 'wijk'
    union all
    select buurt_code, buurt_name, wijk_code, null from exact.buurt where grain = 'buurt'
    union all
    select street_id, street_name, street.buurt_code, buurt_name
    from exact.street as street left join exact.buurt as buurt on buurt.buurt_code = street.buurt_code
    where grain = 'street'
    union all
    select complex_id, complex_name, null, null from exact.complex where grain = 'complex'
    union all
    select distinct firm, firm, null, null from exact.household where grain = 'firm' and firm is not null
) as every_place
where only_place is null or place_code = only_place
