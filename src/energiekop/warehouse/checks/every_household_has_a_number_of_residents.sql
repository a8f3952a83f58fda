-- One row per household whose residents are neither counted nor estimated.
select household_id from household where residents is null or residents < 0 or residents_estimated is null
