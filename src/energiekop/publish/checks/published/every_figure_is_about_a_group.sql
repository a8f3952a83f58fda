-- One row per figure about no group.
select cell_id, milestone from figure where cell_id not in (select cell_id from cell)
