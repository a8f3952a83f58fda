-- One row per place of the asked grain and desk: the households that wait for it, and what was asked of it.
with standing as (
    select *
    from standing_at($grain, $in_kind, $in_codes, $only_street, $only_complex, $only_firm, $as_of, 'none')
    where state in ('on_time', 'too_long')
),

desks (desk_no, desk) as (
    values (1, 'household'), (2, 'community'), (3, 'consultancy'), (4, 'municipality')
),

-- A turn of two desks together ('household+consultancy') stands at both.
at_desk as (
    select place_code, state, contains(turn, '+') as is_together, unnest(string_split(turn, '+')) as desk
    from standing
),

waiting as (
    select
        place_code,
        desk,
        count(*) as waiting,
        count(*) filter (where state = 'too_long') as too_long,
        count(*) filter (where is_together) as together
    from at_desk
    group by place_code, desk
),

-- Grant, permit, quote and question: asked by a household that now waits, and not answered.
unanswered as (
    select
        standing.place_code,
        case service.desk
            when 'gemeente' then 'municipality'
            when 'adviesbureau' then 'consultancy'
            when 'koploper' then 'community'
            else service.desk
        end as desk,
        service.household_id,
        $as_of - service.asked_on as days
    from exact.service as service
    join standing on standing.household_id = service.household_id
    where service.asked_on <= $as_of and coalesce(service.answered_on > $as_of, true)
),

asked as (
    select
        place_code,
        desk,
        count(distinct household_id) as asked,
        median(days) as median_days_asked
    from unanswered
    group by place_code, desk
)

select
    place.*,
    desks.desk,
    coalesce(waiting.waiting, 0) as waiting,
    coalesce(waiting.too_long, 0) as too_long,
    coalesce(waiting.together, 0) as together,
    coalesce(asked.asked, 0) as asked,
    asked.median_days_asked
from place($grain, $only_place) as place
cross join desks
left join waiting on waiting.place_code = place.place_code and waiting.desk = desks.desk
left join asked on asked.place_code = place.place_code and asked.desk = desks.desk
where not $filtered or place.place_code in (select place_code from standing)
order by place.place_code, desks.desk_no
