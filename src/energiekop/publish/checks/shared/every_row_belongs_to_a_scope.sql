-- One row per table of which a row is nobody's own.
with scoped as (
    select 'street_house' as table_name, scope_kind, scope_id from street_house
    union all
    select 'consented', scope_kind, scope_id from consented
    union all
    select 'own_list', scope_kind, scope_id from own_list
    union all
    select 'own_case', scope_kind, scope_id from own_case
)

select table_name, count(*) as without_scope
from scoped
where scope_kind is null or scope_id is null
group by table_name
