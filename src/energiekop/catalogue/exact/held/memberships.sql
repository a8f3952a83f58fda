-- One row per initiative that the household joined.
select initiative.initiative_name, initiative.level, member.joined_on, member.yes_on
from exact.initiative_member as member
join exact.initiative as initiative on initiative.initiative_id = member.initiative_id
where member.dwelling_id = $dwelling_id
    and (
        coalesce(member.joined_on, member.yes_on) is null
        or (
            greatest(member.joined_on, member.yes_on) >= $from_day
            and least(member.joined_on, member.yes_on) < $until_day
        )
    )
order by initiative.initiative_name, member.joined_on
