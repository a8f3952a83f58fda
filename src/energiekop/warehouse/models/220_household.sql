-- One row per household (a dwelling and a period of living there): who, where, each milestone, plan, residents.
select
    household_period.household_id,
    household_period.dwelling_id,
    household_period.period,
    household_period.lived_from,
    household_period.lived_until,
    dwelling.street_id,
    dwelling.buurt_code,
    dwelling.wijk_code,
    dwelling.stadsdeel_code,
    dwelling.complex_id,
    dwelling.tenure,
    dwelling.label,
    dwelling.building_period,
    dwelling.dwelling_type,
    household_firm.firm,
    household_milestones.reached_on,
    household_milestones.reached_seen_on,
    household_milestones.reached_known_on,
    household_milestones.reached_party,
    household_milestones.signed_up_on,
    household_milestones.signed_up_seen_on,
    household_milestones.signed_up_known_on,
    household_milestones.signed_up_party,
    household_milestones.conversation_on,
    household_milestones.conversation_seen_on,
    household_milestones.conversation_known_on,
    household_milestones.conversation_party,
    household_milestones.advice_on,
    household_milestones.advice_seen_on,
    household_milestones.advice_known_on,
    household_milestones.advice_party,
    household_milestones.plan_on,
    household_milestones.plan_seen_on,
    household_milestones.plan_known_on,
    household_milestones.plan_party,
    household_milestones.measure_on,
    household_milestones.measure_seen_on,
    household_milestones.measure_known_on,
    household_milestones.measure_party,
    household_helped_on.plan_level,
    coalesce(household_helped_on.plan_implied, false) as plan_implied,
    household_covered.covered_on,
    household_residents.residents,
    household_residents.residents_estimated
from household_period
join dwelling on dwelling.dwelling_id = household_period.dwelling_id
left join household_milestones on household_milestones.household_id = household_period.household_id
left join household_helped_on on household_helped_on.household_id = household_period.household_id
left join household_covered on household_covered.household_id = household_period.household_id
left join household_residents on household_residents.household_id = household_period.household_id
left join household_firm on household_firm.household_id = household_period.household_id
