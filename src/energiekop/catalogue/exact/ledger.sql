-- One row per file: whose it is, and what became of its rows.
select path, party, source, kind, delivered_on, "rows", accepted, duplicate, rejected, layout
from exact.delivery
where delivered_on <= $as_of
order by delivered_on desc, path
