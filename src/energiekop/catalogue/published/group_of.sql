-- One row per group of the asked kind, and one per place that belongs to none: without a figure, not with zero.
create macro memory.main.group_of(grain) as table
select
    cell.cell_id,
    cell.code as place_code,
    cell.name as place_name,
    member.parent_code,
    member.parent_name,
    cell.dwellings
from published.cell as cell
left join published.cell_member as member on member.kind = cell.kind and member.code = cell.code
where cell.kind = grain and cell.attribute = ''
union all
select null, code, name, parent_code, parent_name, null
from published.cell_member
where kind = grain and cell_id is null
