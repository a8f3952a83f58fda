-- One row per dwelling of the own group that signed up after a day, by the champion's own list.
with own_group as (
    select member.code
    from published.cell_member as asked
    join published.cell_member as member
        on member.kind = asked.kind and (member.code = asked.code or member.cell_id = asked.cell_id)
    where asked.kind = $kind and asked.code = $code
),

here as (
    select own_list.*
    from own_list
    where ($kind = 'street' and street_id in (select code from own_group))
        or ($kind = 'complex' and dwelling_id in (
            select dwelling_id from street_house where scope_kind = 'complex' and scope_id = $code
        ))
)

select dwelling_id, street_name, house_number, house_letter, addition, min(happened_on) as signed_up_on
from here
where milestone = 'signed_up'
group by dwelling_id, street_name, house_number, house_letter, addition
having min(happened_on) > $since
order by street_name, house_number, house_letter, addition, dwelling_id
