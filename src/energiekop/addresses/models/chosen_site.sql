-- One row per site of a typed text with the best standing; `conflict` names why none of them may be chosen.
with best as (
    select *, max(standing) over (partition by typed_id) as best_standing from site
),

chosen as (
    select * exclude (best_standing) from best where standing = best_standing
),

-- The place typed has this street and number too, while the postcode points elsewhere.
torn as (
    select distinct chosen.typed_id
    from chosen
    join site on site.typed_id = chosen.typed_id and site.by_place = 'same'
    where chosen.by_place = 'other' and chosen.standing > 0
),

-- One reading of the text that lies in more than one street of that name.
spread as (
    select typed_id
    from chosen
    group by typed_id, split_no
    having count(distinct street_no) > 1
)

select
    chosen.*,
    case
        when torn.typed_id is not null then 'place_and_postcode_differ'
        when chosen.standing = -1 then 'postcode_of_another_street'
        when chosen.standing = -2 then 'place_and_postcode_differ'
        when chosen.standing = -3 then 'street_not_in_this_place'
        when chosen.standing = -4 then 'place_unknown'
        when chosen.standing = -5 then 'words_not_understood'
        when chosen.standing = -6 then 'postcode_not_here'
        when chosen.standing = -9 then 'street_unknown_at_this_postcode'
        when spread.typed_id is not null and chosen.standing < 4 then
            case when chosen.by_place in ('same', 'context') then 'several_fit' else 'street_in_several_places' end
    end as conflict
from chosen
left join (select distinct typed_id from torn) as torn using (typed_id)
left join (select distinct typed_id from spread) as spread using (typed_id)
