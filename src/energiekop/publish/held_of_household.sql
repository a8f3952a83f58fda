-- One row per kind of thing that a snapshot holds of a household: how many there are.
with theirs as (
    select distinct record_key from forgotten_row where whole_record
),

here as (
    select dwelling_id from forgotten
)

select 'rows of files' as what, (select count(*) from forgotten_row) as number
union all
select 'rejected rows', count(*)
from rejected_row
where list_has_any(dwelling_ids, (select list(dwelling_id) from forgotten))
union all
select 'steps', count(*)
from event
where dwelling_id in (select dwelling_id from here) and record_key in (select record_key from theirs)
union all
select 'cases of a firm', count(*)
from case_record
where record_key in (select record_key from forgotten_row where whole_record and kind = 'cases')
union all
select 'requests to a desk', count(*)
from service
where dwelling_id in (select dwelling_id from here) and record_key in (select record_key from theirs)
union all
select 'wishes', count(*)
from wish
where wish_id in (select record_key from forgotten_row where whole_record and kind = 'wishes')
union all
select 'consents', count(*)
from consent
join forgotten_household
    on forgotten_household.household_id = consent.household_id
    and consent.given_on >= forgotten_household.from_day and consent.given_on < forgotten_household.until_day
union all
select 'stops', count(*)
from stop
join forgotten_household
    on forgotten_household.household_id = stop.household_id
    and stop.stopped_on >= forgotten_household.from_day and stop.stopped_on < forgotten_household.until_day
union all
select 'conversations attended', count(*)
from attendance
join conversation on conversation.conversation_id = attendance.conversation_id
join forgotten_household
    on forgotten_household.household_id = attendance.household_id
    and conversation.talked_on >= forgotten_household.from_day
    and conversation.talked_on < forgotten_household.until_day
union all
select 'memberships of an initiative', count(*)
from initiative_member
join forgotten
    on forgotten.dwelling_id = initiative_member.dwelling_id
    and (
        coalesce(joined_on, yes_on) is null
        or (greatest(joined_on, yes_on) >= forgotten.from_day and least(joined_on, yes_on) < forgotten.until_day)
    )
union all
select 'values that gave way', count(*)
from contradiction
where exists (
    select 1
    from forgotten_row
    where forgotten_row.kind = contradiction.kind
        and (
            (forgotten_row.whole_record and forgotten_row.record_key = contradiction.record_key)
            or (forgotten_row.file_id = contradiction.file_id and forgotten_row.row_no = contradiction.row_no)
        )
)
union all
select 'typed addresses', count(*)
from match
anti join staying_match on staying_match.typed_key = match.typed_key
