-- One row per site of a typed text with the best standing; `conflict` names why none of them may be chosen.
with best as (
    select typed_id, max(standing) as standing, count(*) as sites from site group by typed_id
),

chosen as (
    select site.* from site semi join best using (typed_id, standing)
),

-- The place typed has this street and number too, while the postcode points elsewhere.
torn as (
    select distinct chosen.typed_id
    from chosen
    join best using (typed_id)
    join site on site.typed_id = chosen.typed_id and site.by_place = 'same'
    where best.sites > 1 and chosen.by_place = 'other' and chosen.standing > 0
),

-- The name as typed has this number where the address may lie as well: which of the two was meant?
other_name as (
    select distinct chosen.typed_id
    from chosen
    join site on site.typed_id = chosen.typed_id and site.near = ''
        and site.standing > -9 and site.by_place not in ('other', 'unknown', 'outside')
    where chosen.near = 'part'
),

-- One reading of the text that lies in more than one street of that name.
spread as (
    select distinct chosen.typed_id
    from chosen
    join best using (typed_id)
    where best.sites > 1
    group by chosen.typed_id, chosen.split_no
    having count(distinct chosen.street_no) > 1
),

one_place as (
    select chosen.typed_id
    from chosen
    join register_street using (street_no)
    group by chosen.typed_id
    having count(distinct register_street.place_key) = 1
)

select
    chosen.*,
    case
        when torn.typed_id is not null then 'place_and_postcode_differ'
        when other_name.typed_id is not null then 'postcode_of_another_street'
        when chosen.standing = -1 then 'postcode_of_another_street'
        when chosen.standing = -2 then 'place_and_postcode_differ'
        when chosen.standing = -3 then 'street_not_in_this_place'
        when chosen.standing = -4 then 'place_unknown'
        when chosen.standing = -5 then 'words_not_understood'
        when chosen.standing = -6 then 'postcode_not_here'
        when chosen.standing between -8 and -7 then 'street_perhaps_misspelt'
        when chosen.standing = -9 then 'street_unknown_at_this_postcode'
        when spread.typed_id is not null and chosen.standing < 4 then
            case
                when chosen.by_place = 'same' then 'several_fit'
                when chosen.by_place = 'context' and one_place.typed_id is not null then 'several_fit'
                else 'street_in_several_places'
            end
    end as conflict
from chosen
left join torn using (typed_id)
left join other_name using (typed_id)
left join spread using (typed_id)
left join one_place using (typed_id)
