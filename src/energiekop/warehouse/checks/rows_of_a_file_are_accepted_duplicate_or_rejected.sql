-- One row per file of which a row is lost.
select path from delivery where "rows" <> accepted + duplicate + rejected or accepted < 0
