-- One row per wish that is not rounded, or that too few households asked for to be told.
select wish, on_date
from voice
where asked % getvariable('base') <> 0
    or answered % getvariable('base') <> 0
    or asked < getvariable('base') * (getvariable('minimum_group') // getvariable('base'))
    or answered not between 0 and asked
