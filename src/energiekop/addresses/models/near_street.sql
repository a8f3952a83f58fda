-- One row per typed name that no street has and street key that it may mean: how near it comes.
with typed as (
    select
        name_key, sound_key, regexp_replace(name_key, '[^0-9]', '', 'g') as digits,
        length(regexp_replace(name_key, '(straat|laan|weg|plein|singel|kade|gracht|dijk|hof|pad|park)$', '')) as stem
    from unknown_name where length(name_key) >= 4
),

known as (
    select distinct name_key, sound_key, regexp_replace(name_key, '[^0-9]', '', 'g') as digits
    from street_name_key where length(name_key) >= 4
),

name as (
    select true as is_typed, name_key from typed
    union all
    select false, name_key from known
),

-- Every way to leave out one letter or, from nine letters on, two: names at that distance share one of them.
one_less as (
    select is_typed, name_key, name_key as less from name
    union all
    select is_typed, name_key, unnest(list_transform(
        range(1, length(name_key) + 1), lambda nth: left(name_key, nth - 1) || substr(name_key, nth + 1)
    ))
    from name
),

two_less as (
    select is_typed, name_key, less from one_less
    union
    select is_typed, name_key, unnest(list_transform(
        range(1, length(less) + 1), lambda nth: left(less, nth - 1) || substr(less, nth + 1)
    ))
    from one_less
    where length(less) = length(name_key) - 1
        and case
            when is_typed then length(name_key) >= 9
            else length(name_key) between 7 and 2 + (select max(length(name_key)) from typed)
        end
),

shared as (
    select distinct typed_less.name_key, known_less.name_key as near_key
    from two_less as typed_less
    join two_less as known_less using (less)
    where typed_less.is_typed and not known_less.is_typed
),

compared as (
    select name_key, near_key, damerau_levenshtein(name_key, near_key) as distance from shared
),

found as (
    select typed.name_key, known.name_key as near_key, 'sound' as near from typed join known using (sound_key)
    union all
    select name_key, near_key, if(distance = 1, 'letter', 'letters')
    from compared
    join typed using (name_key)
    -- "Hfdstraat" is not Hofstraat and "Rijnstraat" not Lijnstraat: of a short name too little is left
    where (distance = 1 and (stem >= 5 or left(near_key, 1) = left(name_key, 1)))
        or (distance = 2 and length(name_key) >= 9 and stem >= 5)
    union all
    -- "Fokkerstraat" for A.P. Fokkerstraat.
    select typed.name_key, street_part.name_key, 'part'
    from typed join street_part on street_part.part_key = typed.name_key
    union all
    select name_key, near_key, 'part' from name_by_initials
    union all
    -- "Nieuwe Ebbinge" for Nieuwe Ebbingestraat
    select typed.name_key, known.name_key, 'part'
    from typed
    join known on known.name_key in (
        typed.name_key || 'straat', typed.name_key || 'laan', typed.name_key || 'weg', typed.name_key || 'plein',
        typed.name_key || 'singel', typed.name_key || 'kade'
    )
    where length(typed.name_key) >= 7
)

select
    found.name_key,
    found.near_key,
    case min(case found.near when 'sound' then 1 when 'letter' then 2 when 'part' then 3 else 4 end)
        when 1 then 'sound' when 2 then 'letter' when 3 then 'part' else 'letters'
    end as near
from found
join typed on typed.name_key = found.name_key
join known on known.name_key = found.near_key
where typed.digits = known.digits  -- the 1e and the 2e street are not one street spelled badly
group by found.name_key, found.near_key
