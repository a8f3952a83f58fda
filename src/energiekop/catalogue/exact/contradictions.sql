-- One row per household and field of which different values were told: the one that stands, and the others.
with here as (
    select household_id, dwelling_id
    from household_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm)
),

-- Where a value was told: in a row of the household's record, or in the register's delivery of that day.
record_file as (
    select filed_row.record_key, filed_row.delivered_on, min(delivery.path) as path
    from exact.filed_row as filed_row
    join exact.delivery as delivery on delivery.file_id = filed_row.file_id
    group by filed_row.record_key, filed_row.delivered_on
),

register_file as (
    select delivered_on, min(path) as path from exact.delivery where kind = 'residents' group by delivered_on
),

told as (
    select value.*, coalesce(record_file.path, register_file.path) as file
    from exact.household_contradiction as value
    join here on here.household_id = value.household_id
    left join record_file
        on record_file.record_key = value.record_key and record_file.delivered_on = value.told_on
    left join register_file on value.field = 'tenure' and register_file.delivered_on = value.told_on
),

others as (
    select
        household_id,
        field,
        count(*) as other_values,
        string_agg(
            told || ' (' || concat_ws(', ', source, file, told_on) || ')', '; ' order by told_on, told, source
        ) as others
    from told
    where not stands
    group by household_id, field
)

select
    'city' as place_code,
    'city' as place_name,
    told.household_id,
    told.field,
    dwelling.dwelling_id,
    dwelling.street_id,
    concat_ws(' ', street_name, house_number || coalesce(house_letter, '') || coalesce('-' || nullif(addition, ''), ''))
        as address,
    dwelling.postcode,
    told.told as stands,
    told.party,
    told.source,
    told.file,
    told.told_on,
    others.other_values,
    others.others,
    told.rule
from told
join others on others.household_id = told.household_id and others.field = told.field
join here on here.household_id = told.household_id
join exact.dwelling as dwelling on dwelling.dwelling_id = here.dwelling_id
where told.stands
order by
    street_name, house_number, house_letter nulls first, addition nulls first, told.household_id, told.field
