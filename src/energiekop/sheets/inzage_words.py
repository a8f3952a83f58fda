"""What the letter to a household calls what the books name by a code: plain Dutch (level B1)."""

STEPS = {
    "reached": "Contact gehad",
    "signed_up": "Aangemeld",
    "conversation": "Gesprek gehad",
    "advice": "Advies gekregen",
    "plan": "Plan gekozen",
    "measure": "Uitgevoerd",
}
PARTIES = {"municipality": "gemeente", "consultancy": "adviesbureau", "community": "koplopers"}
PURPOSES = {
    "programme": "Bijhouden hoe ver u bent",
    "champion_sees": "De koploper mag meekijken",
    "firm_contacts": "Een adviesbureau mag contact opnemen",
    "example": "Uw huis als voorbeeld noemen",
}
KINDS = {
    "sign_ups": "aanmelding",
    "contacts": "contact",
    "conversations": "gesprek",
    "plans": "plan",
    "stops": "afmelding",
    "consents": "toestemming",
    "members": "lid van een groep",
    "wishes": "wens",
    "cases": "traject bij een bureau",
    "grants": "subsidie",
    "permits": "vergunning",
    "address_choices": "gekozen adres",
    "addresses": "adressen (BAG)",
    "labels": "energielabels",
    "residents": "aantal bewoners en eigendom",
    "moves": "verhuizingen",
    "complex_addresses": "VvE of woongebouw",
}
REQUESTS = {"grant": "subsidie", "permit": "vergunning", "quote": "offerte", "question": "vraag"}
FIELDS = STEPS | {"firm": "Bureau", "tenure": "Koop of huur", "stopped": "Gestopt of verder gegaan"}
TENURES = {"owner": "koop", "vve": "koop, met een VvE", "tenant": "huur"}
CASE = {
    "case_no": "Nummer van het dossier",
    "signed_up_on": "Aangemeld",
    "conversation_on": "Gesprek",
    "advised_on": "Advies",
    "quote_asked_on": "Offerte gevraagd",
    "quote_given_on": "Offerte gekregen",
    "yes_on": "Ja tegen het plan",
    "measured_on": "Uitgevoerd",
    "stopped_on": "Gestopt",
    "stop_reason": "Reden van stoppen",
    "measures": "Maatregelen",
    "hours": "Uren van het bureau",
    "cost_eur": "Kosten (euro)",
    "saving_gas_m3": "Verwachte besparing gas (m3)",
    "saving_kwh": "Verwachte besparing stroom (kWh)",
    "saving_co2_kg": "Verwachte besparing CO2 (kg)",
    "delivered_on": "Laatst aangeleverd",
    "known_on": "Bij ons bekend sinds",
}
ROLES = {
    "team": "projectteam", "champion": "koploper", "adviser": "adviesbureau", "municipality": "gemeente",
    "grants": "subsidieambtenaar van de gemeente",
}  # fmt: skip
LISTS = {
    "households": "huishoudens met hun stap",
    "neighbours": "buren van uw straat of gebouw",
    "contradictions": "waar bestanden elkaar tegenspreken",
    "unsure": "adressen waar twijfel over is",
    "rejected": "rijen die niet gebruikt konden worden",
    "grants": "aanvragen van subsidie",
}
DECISIONS = {"granted": "toegekend", "refused": "afgewezen"}
