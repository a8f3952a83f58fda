-- One row per dwelling in a complex: which complex (the smallest id where the register names two) and its votes.
with member as (
    select
        standing_complex_addresses.dwelling_id,
        standing_complexes.complex_id,
        standing_complexes.complex_kind,
        standing_complex_addresses.votes,
        row_number() over (
            partition by standing_complex_addresses.dwelling_id order by standing_complexes.complex_id
        ) as turn
    from standing_complex_addresses
    join standing_complexes on standing_complexes.complex_id = standing_complex_addresses.complex_id
    where standing_complex_addresses.dwelling_id is not null
)

select dwelling_id, complex_id, complex_kind, votes from member where turn = 1
