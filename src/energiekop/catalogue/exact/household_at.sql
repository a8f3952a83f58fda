-- One row per household and place of the asked grain that it belongs to; null in a filter means all.
-- in_kind, in_codes: only households in one of these places of that kind.
create macro memory.main.household_at(grain, in_kind, in_codes, only_street, only_complex, only_firm) as table
select
    case grain
        when 'stadsdeel' then household.stadsdeel_code
        when 'gebied' then gebied_buurt.gebied_code
        when 'wijk' then household.wijk_code
        when 'buurt' then household.buurt_code
        when 'street' then household.street_id
        when 'complex' then household.complex_id
        when 'firm' then household.firm
        else 'city'
    end as place_code,
    household.*
from exact.household as household
left join exact.gebied_buurt as gebied_buurt
    on grain = 'gebied' and gebied_buurt.buurt_code = household.buurt_code
where
    (
        in_kind is null
        or list_contains(in_codes, case in_kind
            when 'stadsdeel' then household.stadsdeel_code
            when 'wijk' then household.wijk_code
            when 'buurt' then household.buurt_code
            when 'street' then household.street_id
            when 'complex' then household.complex_id
        end)
    )
    and (only_street is null or household.street_id = only_street)
    and (only_complex is null or household.complex_id = only_complex)
    and (only_firm is null or household.firm = only_firm)
