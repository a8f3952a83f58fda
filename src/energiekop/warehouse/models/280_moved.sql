-- One row per move: the dwelling and the day another household began there.
select distinct dwelling_id, moved_on from standing_moves where dwelling_id is not null
