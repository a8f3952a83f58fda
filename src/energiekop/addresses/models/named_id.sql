-- One row per typed address whose id stands in the register, as a dwelling's or an address's own id.
with register_ids as (
    select dwelling_id as id, dwelling_id, address_id from register_row where dwelling_id is not null
    union all
    select address_id as id, dwelling_id, address_id from register_row where dwelling_id is not null
),

-- Spreadsheets drop the zero that the ids of many municipalities begin with.
found as (
    select typed_question.typed_id, register_ids.dwelling_id, register_ids.address_id
    from typed_question
    join register_ids on ltrim(register_ids.id, '0') = ltrim(trim(typed_question.dwelling_id), '0')
    where trim(typed_question.dwelling_id) <> ''
    qualify row_number() over (
        partition by typed_question.typed_id
        order by register_ids.id <> register_ids.dwelling_id, register_ids.dwelling_id, register_ids.address_id
    ) = 1
)

select
    found.typed_id, found.dwelling_id,
    register_row.street, register_row.house_number, register_row.postcode, register_row.place
from found
join register_row using (dwelling_id, address_id)
qualify row_number() over (
    partition by found.typed_id
    order by register_row.street, register_row.house_number, register_row.postcode, register_row.place
) = 1
