-- One row per place of the asked grain, or the one asked for; those without any household included.
create macro memory.main.place(asked_grain, only_place) as table
select place_code, place_name, parent_code, parent_name
from memory.main.every_place
where every_place.grain = asked_grain and (only_place is null or place_code = only_place)
