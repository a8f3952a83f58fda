-- One row per typed address, but for those that only a forgotten household's rows were typed with.
with theirs as (
    select typed_key
    from match
    where dwelling_id in (select dwelling_id from forgotten)
        or (way in ('ambiguous', 'none') and list_has_any(candidates, (select list(dwelling_id) from forgotten)))
),

still_typed as (
    select filed_row.typed_key
    from filed_row
    anti join forgotten_row
        on forgotten_row.file_id = filed_row.file_id and forgotten_row.row_no = filed_row.row_no
)

select match.*
from match
where match.typed_key not in (select typed_key from theirs)
    or match.typed_key in (select typed_key from still_typed where typed_key is not null)
