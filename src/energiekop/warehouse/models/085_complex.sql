-- One row per complex: whose it is, the rule of its deed, its dwellings and all votes it has.
with members as (
    select
        dwelling_complex.complex_id,
        sum(dwelling_complex.votes) as all_votes,
        sum(case when dwelling.is_dwelling and dwelling.in_register then 1 else 0 end) as dwellings
    from dwelling_complex
    join dwelling on dwelling.dwelling_id = dwelling_complex.dwelling_id
    group by dwelling_complex.complex_id
)

select
    standing_complexes.complex_id, standing_complexes.complex_name, standing_complexes.complex_kind,
    standing_complexes.owner, standing_complexes.quorum, standing_complexes.majority,
    standing_complexes.votes_by, standing_complexes.second_meeting, standing_complexes.rule_source,
    standing_complexes.deed_on,
    members.all_votes,
    cast(coalesce(members.dwellings, 0) as integer) as dwellings
from standing_complexes
left join members on members.complex_id = standing_complexes.complex_id
