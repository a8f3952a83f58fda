-- One row per typed address, with the number of its distinct text.
with once as (
    select * from typed_address
    qualify row_number() over (
        partition by typed_id
        order by street, number, letter, addition, postcode, place, context, dwelling_id
    ) = 1
)

select *, dense_rank() over (order by street, number, letter, addition, postcode, place) as text_no from once
