-- One row per shared row about a household or case that the team's own file does not hold.
select 'consented' as table_name, shared.consented.household_id as key
from shared.consented
anti join exact.consent as consent
    on consent.household_id = shared.consented.household_id and consent.purpose = 'champion_sees'
union all
select 'own_case', shared.own_case.case_no
from shared.own_case
anti join exact.case_record as case_record on case_record.case_no = shared.own_case.case_no
union all
select 'own_list', shared.own_list.dwelling_id
from shared.own_list
anti join exact.event as event
    on event.dwelling_id = shared.own_list.dwelling_id and event.source = shared.own_list.scope_id
    and event.milestone = shared.own_list.milestone and event.happened_on = shared.own_list.happened_on
