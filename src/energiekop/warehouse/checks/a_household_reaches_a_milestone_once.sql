-- One row per household that stands twice in the wide table.
select household_id, count(*) as times from household group by household_id having count(*) > 1
