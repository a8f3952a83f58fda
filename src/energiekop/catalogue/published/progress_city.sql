-- One row: the city's totals, which are exact for every role.
with whole as (
    select
        max(residents) filter (where milestone = 'living') as residents,
        max(residents) filter (where milestone = 'plan' and level = '') as residents_helped,
        -- A level without a row is one that nobody has chosen yet.
        coalesce(max(residents) filter (where milestone = 'plan' and level = 'huis'), 0)
            as residents_helped_huis,
        coalesce(max(residents) filter (where milestone = 'plan' and level = 'straat'), 0)
            as residents_helped_straat,
        coalesce(max(residents) filter (where milestone = 'plan' and level = 'complex'), 0)
            as residents_helped_complex,
        coalesce(max(residents) filter (where milestone = 'plan' and level = 'buurt'), 0)
            as residents_helped_buurt,
        max(households) filter (where milestone = 'signed_up' and level = '') as households,
        max(households) filter (where milestone = 'plan' and level = '') as households_helped
    from published.city
    where on_date = $as_of
),

-- Every dwelling lies in one stadsdeel, wijk and buurt; a group left out of one level is whole in another.
per_level as (
    select kind, sum(dwellings) as dwellings
    from published.cell
    where kind in ('city', 'stadsdeel', 'wijk', 'buurt') and attribute = ''
    group by kind
)

select
    *,
    (select max(dwellings) from per_level) as dwellings,
    residents_helped / nullif(residents, 0) as share_helped
from whole
