-- One row per split of a typed text and street with that number that it may mean, with what speaks for it.
with named as (
    select split.split_no, register_street.street_no, register_street.street_folded = split.words as name_as_written,
        split.says_no_addition and lower(register_street.street) = split.typed_street
            and split.typed_place in ('', lower(register_street.place)) as columns_as_written,
        '' as near
    from split
    join register_street using (name_key)
    where split.street_known
),

-- Another name of a street, told by people (data/aliases).
alias_named as (
    select split.split_no, street_alias.street_no, false as name_as_written, false as columns_as_written,
        'alias' as near
    from split
    join street_alias using (name_key)
    where split.street_known
),

-- A name that no street has, but that comes near one.
near_named as (
    select split.split_no, register_street.street_no, false as name_as_written, false as columns_as_written, near_street.near
    from split
    join near_street using (name_key)
    join register_street on register_street.name_key = near_street.near_key
    where not split.named_here and not split.beside
),

-- A text without a street, or with one nobody knows: the postcode and the number point to it. The few streets
-- of a postcode are looked at with a kinder eye.
by_postcode as (
    select split.split_no, register_building.street_no, false as name_as_written, false as columns_as_written,
        case
            when split.name_key <> '' and not split.beside and length(split.postcode) = 6
                and regexp_replace(split.name_key, '[^0-9]', '', 'g')
                    = regexp_replace(register_street.name_key, '[^0-9]', '', 'g')
                and damerau_levenshtein(split.name_key, register_street.name_key)
                    <= length(register_street.name_key) // 4
            then 'letters'
            else ''
        end as near
    from split
    join register_building using (postcode, house_number)
    join register_street using (street_no)
    where split.postcode <> '' and (split.name_key = '' or not split.named_here)
),

-- The last part of a longer name ("Margrietstraat") may be another street's whole name; the postcode tells.
part_at_postcode as (
    select split.split_no, register_building.street_no, false as name_as_written, false as columns_as_written, 'part' as near
    from split
    join register_building using (postcode, house_number)
    join register_street using (street_no)
    semi join street_part
        on street_part.part_key = split.name_key and street_part.name_key = register_street.name_key
    where split.street_known and length(split.postcode) = 6 and register_street.name_key <> split.name_key
),

possible as (
    select * from named
    union all
    select * from (
        select * from alias_named
        union all select * from near_named
        union all select * from by_postcode
        union all select * from part_at_postcode
    )
    qualify row_number() over (
        partition by split_no, street_no
        order by case near when 'alias' then 0 when 'sound' then 1 when 'part' then 2 when 'letter' then 3 when 'letters' then 4 else 5 end
    ) = 1
),

with_number as (
    select
        possible.street_no, possible.name_as_written, possible.columns_as_written, possible.near,
        register_street.place_key as register_place_key, register_street.municipality_key, register_street.place, split.typed_id, split.split_no, split.name_key,
        split.street_known or possible.near <> '' as street_known, split.house_number,
        split.unit_raw, split.unit_plain, split.unit_floor, split.what_lies_there,
        split.postcode, split.postcode_known, split.place_key, split.place_known,
        split.remark, split.stray, split.names_place, split.several, split.unit_first
    from possible
    join split using (split_no)
    join register_street using (street_no)
    semi join register_building
        on register_building.street_no = possible.street_no
        and register_building.house_number = split.house_number
),

-- People type four digits of a postcode too.
typed_postcode as (
    select distinct postcode from split where postcode <> ''
),

number_postcode as (
    select street_no, house_number, postcode from register_building where postcode not in ('*', '')
    union all
    select distinct street_no, house_number, left(postcode, 4) as postcode from register_building
    where left(postcode, 4) in (select postcode from typed_postcode)
),

street_postcode as (
    select distinct street_no, postcode from register_unit where postcode <> ''
),

street_postcode_typed as (
    select street_no, postcode from street_postcode
    union all
    select distinct street_no, left(postcode, 4) as postcode from street_postcode
    where left(postcode, 4) in (select postcode from typed_postcode)
),

-- A postcode that differs by one sign from that of the very address: misread, or hit beside.
postcode_letter_off as (
    select distinct with_number.split_no, with_number.street_no
    from with_number
    join register_building using (street_no, house_number)
    where length(with_number.postcode) = 6 and length(register_building.postcode) = 6
        and damerau_levenshtein(with_number.postcode, register_building.postcode) = 1
),

-- The other reading of a postcode that belongs to another street: does that have this number?
number_elsewhere as (
    select distinct with_number.split_no
    from with_number
    join register_row
        on register_row.postcode = with_number.postcode and register_row.house_number = with_number.house_number
    where length(with_number.postcode) = 6
),

street_region as (
    select distinct street_no, left(postcode, 2) as region from street_postcode
),

compared as (
    select
        with_number.*,
        case
            when with_number.postcode = '' then 'none'
            when number_postcode.street_no is not null then
                case when length(with_number.postcode) = 6 then 'same' else 'same_4' end
            when street_postcode_typed.street_no is not null then 'street'
            when with_number.near = '' and postcode_letter_off.street_no is not null then 'letter_off'
            when with_number.postcode_known and number_elsewhere.split_no is null
                and length(with_number.postcode) = 6 then 'without_number'
            when with_number.postcode_known then 'elsewhere'
            when street_region.street_no is not null then 'nowhere'
            else 'far'
        end as by_postcode,
        coalesce(context_place.place_key in (with_number.register_place_key, with_number.municipality_key), false)
            as in_context,
        case
            when with_number.place_key = '' and context_place.place_key is null then 'none'
            when with_number.place_key = '' and in_context then 'context'
            when with_number.place_key = '' then if(with_number.municipality_key = '', 'none', 'outside')
            when place_call.kind is not null then 'same'
            -- the municipality's name, where the place of that name has no such street
            when with_number.place_key = with_number.municipality_key and namesake.name_key is null
                then 'municipality'
            when with_number.place_known then 'other'
            else 'unknown'
        end as by_place,
        coalesce(place_call.kind <> 'own', false) as called_otherwise
    from with_number
    left join number_postcode using (street_no, house_number, postcode)
    left join street_postcode_typed using (street_no, postcode)
    left join number_elsewhere using (split_no)
    left join postcode_letter_off using (split_no, street_no)
    left join street_region
        on street_region.street_no = with_number.street_no
        and street_region.region = left(with_number.postcode, 2)
    left join context_place using (typed_id)
    left join place_call
        on place_call.place = with_number.place and place_call.called_key = with_number.place_key
    left join (select distinct name_key, place_key from register_street) as namesake
        on namesake.name_key = with_number.name_key and namesake.place_key = with_number.place_key
),

-- Standing: above 0 the evidence is good enough to choose this street and number; below 0 it is not.
judged as (
    select *,
        case
            when not street_known then -9
            -- A name that is only near decides nothing by itself: the number exists, and a postcode or place fits.
            when near not in ('', 'alias') then case
                when by_place in ('other', 'unknown', 'outside') or by_postcode in ('elsewhere', 'without_number', 'far') then -7
                when by_postcode = 'same' then 4
                when by_postcode in ('street', 'same_4') then 3
                when near = 'unlikely' then -7
                when stray and (names_place or by_place <> 'same') then -7
                when by_place = 'same' then 2
                when near = 'doubtful' then -7
                when by_place in ('context', 'municipality') then 1
                else -7
            end - case
                when by_postcode = 'same' or near in ('sound', 'part') then 0
                when near = 'letter' then 0.1
                else 0.5
            end
            when by_postcode = 'same' then 5
            when by_postcode = 'letter_off' and by_place in ('same', 'municipality', 'context') and not names_place then 3
            when by_postcode = 'without_number' and by_place in ('same', 'municipality', 'context') and not stray then 2.8
            when by_postcode in ('elsewhere', 'without_number', 'letter_off') then -1
            when by_place = 'unknown' then -4
            when by_postcode = 'street' and by_place in ('other', 'outside') then -2
            when by_postcode = 'street' then 4
            when by_place in ('other', 'outside') then -3
            when by_postcode = 'same_4' then 3
            -- of two places that are called so, the one where the file is from, then the one that is named so in full
            when by_place = 'same' then 3 + if(in_context, 0.2, 0) - if(called_otherwise, 0.1, 0)
            when by_place = 'municipality' then 2.5
            when names_place or (stray and by_place <> 'context') then -5
            when by_postcode = 'far' then -6
            when by_place = 'context' then 2
            when by_postcode = 'nowhere' then -6
            else 1
        end as standing,
        case
            when name_key = '' or not street_known then 0
            when near in ('', 'alias') then 4
            when near in ('sound', 'letter') then 3
            else 2
        end
        + case by_postcode
            when 'same' then 4 when 'letter_off' then 2 when 'street' then 1 when 'same_4' then 1 when 'none' then 0 else -2
        end
        + case by_place when 'same' then 2 when 'context' then 1.5 when 'municipality' then 1.5 when 'none' then 0 else -2 end
        - stray::integer as score,
        columns_as_written and by_postcode = 'same' as all_columns_equal
    from compared
),

-- Of two names with one key in one place, the one written exactly so.
as_written as (
    select distinct split_no, register_place_key from judged where name_as_written
)

select judged.* exclude (
    columns_as_written, place_key, place_known, postcode_known, street_known, name_as_written, register_place_key,
    municipality_key, place, names_place, in_context, called_otherwise
)
from judged
left join as_written using (split_no, register_place_key)
where judged.name_as_written or judged.near <> '' or as_written.split_no is null
