"""The mapping that lies beside each firm's files: our column on the left, theirs on the right."""

MAPPINGS = [
    """firm = "Bureau Noord"
mode = "full"
municipality = "Demostad"

[columns]
case_id = "Dossiernr"
address = "Adres"
postcode = "Postcode"
place = "Plaats"
signed_up_on = "Aangemeld"
conversation_on = "Intakegesprek"
advised_on = "Rapport verstuurd"
quote_asked_on = "Offerte gevraagd"
quote_given_on = "Offerte ontvangen"
yes_on = "Akkoord bewoner"
measured_on = "Uitgevoerd"
stopped_on = "Gestopt"
stop_reason = "Reden"
measures = "Maatregelen"
hours = "Uren"
cost_eur = "Kosten (EUR)"
saving_gas_m3 = "Besparing gas (m3)"

[dates]
order = "dmy"

[numbers]
decimal = ","
""",
    """firm = "Bureau Zuid"
mode = "adds"
municipality = "Demostad"

[columns]
case_id = "Nr"
address = "Straat en huisnummer"
postcode = "PC"
place = "Woonplaats"
signed_up_on = "Datum aanmelding"
conversation_on = "Datum huisbezoek"
advised_on = "Datum advies"
quote_asked_on = "Offerte uit"
quote_given_on = "Offerte terug"
yes_on = "Ja van bewoner"
measured_on = "Klaar"
stopped_on = "Afgehaakt op"
stop_reason = "Waarom"
measures = "Advies"
hours = "Bestede uren"
saving_kwh = "kWh per jaar"

[dates]
order = "dmy"

[numbers]
decimal = ","
""",
    """firm = "Adviesgroep IJ"
mode = "adds"
municipality = "Demostad"

[columns]
case_id = "case_ref"
street = "street"
house_number = "nr"
house_letter = "letter"
addition = "toev"
postcode = "zip"
place = "city"
dwelling_id = "bag_id"
conversation_on = "intake"
advised_on = "report"
quote_asked_on = "quote_req"
quote_given_on = "quote_rec"
yes_on = "consent_plan"
measured_on = "installed"
stopped_on = "ended"
stop_reason = "ended_why"
measures = "packages"
hours = "hours"
saving_co2_kg = "co2_kg"

[dates]
order = "ymd"

[numbers]
decimal = "."
""",
]
