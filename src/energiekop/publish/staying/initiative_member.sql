-- One row per initiative and dwelling that joined it, but for a forgotten household's.
select initiative_member.*
from initiative_member
anti join forgotten
    on forgotten.dwelling_id = initiative_member.dwelling_id
    and (
        coalesce(initiative_member.joined_on, initiative_member.yes_on) is null
        or (
            greatest(initiative_member.joined_on, initiative_member.yes_on) >= forgotten.from_day
            and least(initiative_member.joined_on, initiative_member.yes_on) < forgotten.until_day
        )
    )
