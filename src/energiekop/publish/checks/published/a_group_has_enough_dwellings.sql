-- One row per group that is too small to have a figure.
select cell_id, dwellings from cell where dwellings < getvariable('minimum_group')
