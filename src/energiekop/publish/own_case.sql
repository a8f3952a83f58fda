-- One row per case of a consultancy, for that firm alone: its own dates, costs and savings.
select
    'firm' as scope_kind,
    case_record.firm as scope_id,
    case_record.case_no,
    dwelling.street_name, dwelling.house_number, dwelling.house_letter, dwelling.addition, dwelling.postcode,
    dwelling.buurt_code, dwelling.wijk_code, dwelling.stadsdeel_code,
    case_record.signed_up_on, case_record.conversation_on, case_record.advised_on, case_record.quote_asked_on,
    case_record.quote_given_on, case_record.yes_on, case_record.measured_on, case_record.stopped_on,
    case_record.measures, case_record.hours, case_record.cost_eur, case_record.saving_gas_m3,
    case_record.saving_kwh, case_record.saving_co2_kg
from case_record
left join dwelling on dwelling.dwelling_id = case_record.dwelling_id
order by case_record.firm, case_record.case_no
