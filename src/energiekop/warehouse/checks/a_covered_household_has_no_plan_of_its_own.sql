-- One row per household that is both helped and merely covered.
select household_id from household where covered_on is not null and plan_on is not null
