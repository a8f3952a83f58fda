-- One row per initiative: the group, where it acts, and the day its decision holds by the rule it must follow.
with decision_known as (
    select record_key, min(delivered_on) as decision_known_on
    from filed_initiatives
    where decided_on is not null
    group by record_key
),

standing as (
    select
        standing_initiatives.*,
        standing_initiatives.source || '/' || standing_initiatives.initiative_no as initiative_id,
        decision_known.decision_known_on
    from standing_initiatives
    left join decision_known on decision_known.record_key = standing_initiatives.record_key
),

placed as (
    select
        standing.*,
        street_by_name.street_id,
        buurt_place.buurt_code,
        case when standing.level = 'complex' then standing.area end as complex_id
    from standing
    left join (
        -- A street name that two places share decides nothing.
        select lower(street_name) as folded_name, min(street_id) as street_id
        from street
        group by lower(street_name)
        having count(*) = 1
    ) as street_by_name
        on standing.level = 'straat' and street_by_name.folded_name = lower(standing.area)
    -- Where the register has no buurten, a group names the postcode area it acts in.
    left join buurt_place
        on standing.level = 'buurt'
        and (buurt_place.buurt_code = standing.area or buurt_place.buurt_code = 'PC' || standing.area)
),

-- A rule as a number: '2/3', '70%', '66,7%', 'meer dan 1/2' (more than); one that cannot be read is never met.
ruled as (
    select
        placed.*,
        complex.complex_kind,
        case
            when complex.majority like '%/%'
                then cast(regexp_extract(complex.majority, '([0-9]+)/([0-9]+)', 1) as double)
                    / cast(regexp_extract(complex.majority, '([0-9]+)/([0-9]+)', 2) as double)
            when right(trim(complex.majority), 1) = '%'
                then cast(replace(regexp_extract(complex.majority, '([0-9]+([.,][0-9]+)?)', 1), ',', '.') as double)
                    / 100
        end as majority_share,
        coalesce(lower(complex.majority) like 'meer dan%', false) as majority_strictly_more,
        case
            when complex.quorum like '%/%'
                then cast(regexp_extract(complex.quorum, '([0-9]+)/([0-9]+)', 1) as double)
                    / cast(regexp_extract(complex.quorum, '([0-9]+)/([0-9]+)', 2) as double)
            when right(trim(complex.quorum), 1) = '%'
                then cast(replace(regexp_extract(complex.quorum, '([0-9]+([.,][0-9]+)?)', 1), ',', '.') as double)
                    / 100
            when complex.quorum is null then 0
        end as quorum_share,
        coalesce(lower(complex.quorum) like 'meer dan%', false) as quorum_strictly_more,
        complex.all_votes
    from placed
    left join complex on complex.complex_id = placed.complex_id
)

select
    initiative_id, initiative_name, level, area, street_id, buurt_code, complex_id, complex_kind,
    contact_alias, adviser, municipal_contact, next_step,
    idea_on, group_on, asked_on, worked_out_on, decided_on, carried_out_on, stopped_on,
    votes_for, votes_cast,
    decision_known_on,
    case
        when decided_on is null then null
        when level <> 'complex' or complex_kind = 'corporation' then decided_on
        -- An assembly's decision without votes or without a rule to hold them against is not counted.
        when votes_cast > 0 and majority_share is not null
            and (
                votes_for / votes_cast > majority_share + 1e-9
                or (not majority_strictly_more and votes_for / votes_cast >= majority_share - 1e-9)
            )
            and (
                quorum_share = 0
                or (all_votes > 0 and votes_cast / all_votes > quorum_share + 1e-9)
                or (all_votes > 0 and not quorum_strictly_more and votes_cast / all_votes >= quorum_share - 1e-9)
            )
            then decided_on
    end as plan_decided_on
from ruled
