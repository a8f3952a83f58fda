-- One row per file about households of which an accepted row is noted twice or not at all.
with noted as (
    select file_id, count(*) as rows_noted, count(distinct row_no) as different from filed_row group by file_id
)

select delivery.path, delivery.accepted, coalesce(noted.rows_noted, 0) as rows_noted
from delivery
left join noted on noted.file_id = delivery.file_id
where delivery.kind in (
    'sign_ups', 'contacts', 'conversations', 'plans', 'stops', 'consents', 'members', 'wishes', 'cases', 'grants',
    'permits', 'address_choices'
)
    and (
        coalesce(noted.different, 0) <> delivery.accepted
        -- Several days, addresses or purposes in one cell are noted one by one.
        or (noted.rows_noted <> noted.different and delivery.kind not in ('contacts', 'conversations', 'consents'))
    )
