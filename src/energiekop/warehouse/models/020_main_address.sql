-- One row per dwelling: the address it goes by; a side entrance's address never replaces it.
with ordered as (
    select
        *,
        row_number() over (
            partition by dwelling_id
            order by
                case when in_register then 0 else 1 end,
                case when is_side_address then 1 else 0 end,
                address_id
        ) as turn
    from address
)

select * from ordered where turn = 1
