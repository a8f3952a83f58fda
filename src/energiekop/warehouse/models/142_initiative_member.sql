-- One row per initiative and dwelling that joined it: since when, and the day of its own yes.
select
    initiative.initiative_id,
    standing_members.dwelling_id,
    min(standing_members.joined_on) as joined_on,
    min(standing_members.yes_on) as yes_on,
    min(case when standing_members.yes_on is not null then standing_members.known_on end) as yes_known_on
from standing_members
join initiative on initiative.initiative_id = standing_members.source || '/' || standing_members.initiative_no
where standing_members.dwelling_id is not null
group by initiative.initiative_id, standing_members.dwelling_id
