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

lengthened as (
    select
        name_key, name_key || unnest(['straat', 'laan', 'weg', 'plein', 'singel', 'kade']) as longer
    from typed where length(name_key) >= 7 and stem = length(name_key)
),

-- Names at a distance of one letter share what is left when one letter is taken out of either.
place_in_name as (
    select cast(range as integer) as nth
    from range(1, 1 + greatest((select max(length(name_key)) from typed), (select max(length(name_key)) from known)))
),

typed_less as (
    select name_key, 0 as nth, hash(name_key) as less from typed
    union all
    select name_key, nth, hash(left(name_key, nth - 1) || substr(name_key, nth + 1))
    from typed join place_in_name on nth <= length(name_key)
),

known_less as (
    select name_key, hash(name_key) as less from known
    union all
    select name_key, hash(left(name_key, nth - 1) || substr(name_key, nth + 1))
    from known join place_in_name on nth <= length(name_key)
),

one_letter as (
    select name_key, near_key
    from (
        select distinct typed_less.name_key, known_less.name_key as near_key
        from typed_less join known_less using (less)
    ) as shared
    where damerau_levenshtein(name_key, near_key) = 1
),

nearest as (
    select typed.name_key, known.name_key as near_key, 'sound' as near from typed join known using (sound_key)
    union all
    select name_key, near_key, 'letter'
    from one_letter join typed using (name_key)
    -- "Rijnstraat" is not Lijnstraat: of a short name too little is left
    where stem >= 5 or left(near_key, 1) = left(name_key, 1)
    union all
    -- "Fokkerstraat" for A.P. Fokkerstraat.
    select typed.name_key, street_part.name_key, 'part'
    from typed join street_part on street_part.part_key = typed.name_key
    union all
    select name_key, near_key, 'part' from name_by_initials
    union all
    -- "Nieuwe Ebbinge" for Nieuwe Ebbingestraat
    select lengthened.name_key, known.name_key, 'part'
    from lengthened join known on known.name_key = lengthened.longer
),

-- Two letters are looked for in longer names that come near to none, and not where little is left: "Hfdstraat" is
-- not Hofstraat.
far_off as (
    select name_key from typed
    where length(name_key) >= 9 and stem >= 5 and name_key not in (select name_key from nearest)
),

far_off_less as (
    select name_key, hash(name_key) as less from far_off
    union all
    select name_key, hash(left(name_key, nth - 1) || substr(name_key, nth + 1))
    from far_off join place_in_name on nth <= length(name_key)
    union all
    select far_off.name_key, hash(
        left(far_off.name_key, first.nth - 1)
        || substr(far_off.name_key, first.nth + 1, last.nth - first.nth - 1)
        || substr(far_off.name_key, last.nth + 1)
    )
    from far_off
    join place_in_name as first on first.nth < length(far_off.name_key)
    join place_in_name as last on last.nth > first.nth and last.nth <= length(far_off.name_key)
),

known_two_less as (
    select name_key, less from known_less
    union all
    select known.name_key, hash(
        left(known.name_key, first.nth - 1)
        || substr(known.name_key, first.nth + 1, last.nth - first.nth - 1)
        || substr(known.name_key, last.nth + 1)
    )
    from known
    join place_in_name as first on first.nth < length(known.name_key)
    join place_in_name as last on last.nth > first.nth and last.nth <= length(known.name_key)
    where length(known.name_key) between 7 and 2 + (select max(length(name_key)) from far_off)
),

two_letters as (
    select name_key, near_key
    from (
        select distinct far_off_less.name_key, known_two_less.name_key as near_key
        from far_off_less join known_two_less using (less)
    ) as shared
    where damerau_levenshtein(name_key, near_key) = 2
),

found as (
    select * from nearest
    union all
    select name_key, near_key, 'letters' from two_letters
)

select
    found.name_key,
    found.near_key,
    case min(case found.near when 'sound' then 1 when 'part' then 2 when 'letter' then 3 else 4 end)
        when 1 then 'sound' when 2 then 'part' when 3 then 'letter' else 'letters'
    end as near
from found
join typed on typed.name_key = found.name_key
join known on known.name_key = found.near_key
-- the 1e and the 2e street are not one street spelled badly, though people leave the number out
where typed.digits = known.digits or (found.near = 'part' and typed.digits = '')
group by found.name_key, found.near_key
