-- One row per household without a buurt, wijk or stadsdeel: it would be missing from the sum over areas.
select household_id from household where buurt_code is null or wijk_code is null or stadsdeel_code is null
