-- One row per figure of what one party brought that is more than that of all parties together.
select part.cell_id, part.milestone, part.split, part.on_date
from figure as part
join figure as whole
    on whole.cell_id = part.cell_id
    and whole.milestone = part.milestone
    and whole.on_date = part.on_date
    and whole.split = ''
where part.split <> '' and part.shown > whole.shown
