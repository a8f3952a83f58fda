-- One row per day on which groups of the asked kind were published; a street's days are month-ends.
create macro memory.main.published_on(grain) as table
select distinct on_date from published.city where grain in ('city', 'month')
union all
select distinct on_date
from published.figure
where cell_id in (select cell_id from published.cell where kind = grain and attribute = '')
