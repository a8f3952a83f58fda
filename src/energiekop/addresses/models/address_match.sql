-- One row per typed address: the dwelling it means, or the building, or the candidates; how, how surely and why.
with candidates as (
    select typed_id, list(dwelling_id order by dwelling_id) as dwelling_ids from candidate group by typed_id
),

building as (
    select
        text_outcome.typed_id, register_street.street, text_outcome.house_number, register_street.place,
        case when count(distinct register_unit.postcode) = 1 then min(register_unit.postcode) end as postcode
    from text_outcome
    join register_street using (street_no)
    join register_unit using (street_no, house_number)
    where text_outcome.outcome = 'building'
    group by all
),

reading as (
    select
        typed_id,
        bool_or(street_known) as street_known
    from split
    group by typed_id
),

unread as (
    select
        typed_id,
        regexp_replace(
            lower(concat(street, ' ', number)), '\b[1-9][0-9]{3} ?[a-z]{2}\b', ' ', 'g'
        ) as without_postcode,
        regexp_matches(concat(street, number, postcode), '[[:alnum:]]') as has_text,
        coalesce(trim(dwelling_id), '') <> '' as has_id
    from typed_question
),

judged as (
    select
        typed_question.typed_id,
        case
            when named_id.typed_id is not null and text_outcome.outcome = 'dwelling'
                and text_outcome.dwelling_id <> named_id.dwelling_id then 'ambiguous'
            when named_id.typed_id is not null then 'id'
            when text_outcome.typed_id is null then 'none'
            when text_outcome.outcome = 'dwelling' and text_outcome.near not in ('', 'alias') then 'fuzzy'
            when text_outcome.outcome = 'dwelling' then if(found_address.typed_so, 'exact', 'normalised')
            else text_outcome.outcome
        end as way,
        case
            when named_id.typed_id is not null and text_outcome.outcome = 'dwelling'
                and text_outcome.dwelling_id <> named_id.dwelling_id then 'id_and_text_differ'
            when named_id.typed_id is not null then 'same_id'
            when text_outcome.typed_id is null then
                case
                    when not unread.has_text then if(unread.has_id, 'id_unknown', 'empty')
                    when reading.street_known then 'number_unknown'
                    when reading.typed_id is not null then 'street_unknown'
                    when not regexp_matches(unread.without_postcode, '[0-9]') then 'no_number'
                    else 'street_unknown'
                end
            when text_outcome.outcome <> 'dwelling' then text_outcome.reason
            when text_outcome.reason = 'others_at_this_number' then text_outcome.reason
            when text_outcome.near = 'alias' then 'known_by_alias'
            when text_outcome.near = 'sound' then 'sounds_alike'
            when text_outcome.near = 'part' then 'part_of_name'
            when text_outcome.near <> '' then 'misspelt'
            when found_address.typed_so then 'same_text'
            when text_outcome.by_postcode in ('nowhere', 'far') then 'postcode_unknown'
            when text_outcome.by_postcode = 'letter_off' then 'postcode_misread'
            when text_outcome.by_postcode = 'without_number' then 'postcode_without_number'
            when text_outcome.by_postcode = 'street' then 'postcode_of_this_street'
            when text_outcome.by_place in ('other', 'unknown', 'outside') then 'place_differs'
            when text_outcome.by_place = 'municipality' then 'municipality_for_place'
            when text_outcome.reason = 'only_unit' then 'only_unit'
            when text_outcome.words_left_out or text_outcome.reason = 'what_lies_there' then 'remark_left_out'
            when text_outcome.reason = 'same_floor' then 'same_floor'
            when text_outcome.by_postcode = 'none' and text_outcome.by_place = 'none' then 'unique_in_register'
            else 'same_spelling'
        end as reason,
        text_outcome.score as text_score,
        text_outcome.dwelling_id as text_dwelling_id,
        named_id.dwelling_id as id_dwelling_id,
        candidates.dwelling_ids,
        {'street': named_id.street, 'house_number': named_id.house_number,
         'postcode': named_id.postcode, 'place': named_id.place} as by_id,
        {'street': found_address.street, 'house_number': found_address.house_number,
         'postcode': found_address.postcode, 'place': found_address.place} as by_text,
        {'street': building.street, 'house_number': building.house_number,
         'postcode': building.postcode, 'place': building.place} as by_building
    from typed_question
    join unread using (typed_id)
    left join reading using (typed_id)
    left join named_id using (typed_id)
    left join text_outcome using (typed_id)
    left join found_address using (typed_id)
    left join building using (typed_id)
    left join candidates using (typed_id)
),

with_address as (
    select *,
        case way
            when 'id' then by_id
            when 'exact' then by_text
            when 'normalised' then by_text
            when 'fuzzy' then by_text
            when 'building' then by_building
        end as address
    from judged
)

select
    typed_id,
    way,
    case way when 'id' then 12.0 when 'none' then 0.0 else coalesce(text_score, 0) end::double as score,
    reason,
    case when way = 'id' then id_dwelling_id when way in ('exact', 'normalised', 'fuzzy') then text_dwelling_id end
        as dwelling_id,
    address.street as street,
    address.house_number as house_number,
    nullif(address.postcode, '') as postcode,
    nullif(address.place, '') as place,
    case
        when reason = 'id_and_text_differ' then list_sort([id_dwelling_id, text_dwelling_id])
        when way = 'ambiguous' then coalesce(dwelling_ids, [])[1:10]
        when way = 'building' then coalesce(dwelling_ids, [])
        else []
    end::varchar[] as candidates
from with_address
order by typed_id
