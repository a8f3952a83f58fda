"""What residents say: wishes with their subject, and ideas."""

WISHES = [
    ("Minder tocht in de woonkamer", "comfort"), ("Weten wat het kost", "geld"),
    ("Samen inkopen met de straat", "samen"),
    ("Geen gedoe met vergunningen", "regels"), ("Een lagere rekening in de winter", "geld"),
    ("Schimmel in de badkamer weg", "gezond"),
    ("Iemand die meekijkt met de offerte", "hulp"), ("Uitleg in gewone taal", "hulp"),
    ("Niet verhuizen tijdens het werk", "overlast"),
    ("De VvE moet meedoen", "samen"), ("Warme voeten op de begane grond", "comfort"),
    ("Weten wie er al klaar is in de straat", "samen"),
    ("Een vaste persoon bij de gemeente", "hulp"), ("Eerst zien, dan geloven", "voorbeeld"),
    ("Minder lawaai van buiten", "comfort"),
    ("Hulp bij de aanvraag van subsidie", "geld"), ("Groen dak in plaats van grind", "groen"),
    ("Koelere slaapkamer in de zomer", "comfort"),
]  # fmt: skip
ANSWERERS = ["gemeente", "adviesbureau", "koploper", "gemeente"]
IDEAS = [
    "Warmtecamera te leen bij de bibliotheek", "Kijken bij de buren op zaterdag",
    "Een offerte voor de hele rij", "Soep aan de stoep",
    "Tochtstrips als welkomstgeschenk", "Spreekuur in het buurthuis", "Kaart met wat al klaar is",
    "Klusmaatje voor kleine dingen",
    "Isolatiefeest met de school", "Een filmpje per woningtype", "VvE-voorzitters aan tafel",
    "Koffie met de aannemer",
]  # fmt: skip
AGREEMENTS = [
    "Bellen met bewoners die wachten op advies", "Afspraak met de VvE over de stemming",
    "Flyer in drie talen",
    "Terugbellen over de subsidie", "Sleutel van het buurthuis regelen", "Rondgang door de straat",
    "Lijst met offertes delen",
    "Vergunning voor steigers navragen",
]  # fmt: skip
STAKEHOLDERS = [
    ("Bewonersraad Kernwal", "bewoners", "betaalbaar wonen", "wijkoverleg", "ja"),
    ("Corporatie Onderdak", "verhuurder", "planning van groot onderhoud", "bestuur", "ja"),
    ("Netbeheerder", "bedrijf", "ruimte op het net", "directie", "nee"),
    ("Ondernemers Turfmarkt", "winkeliers", "bereikbaarheid tijdens het werk", "vereniging", "nee"),
    ("Basisschool De Wilg", "school", "gezond binnenklimaat", "schoolbestuur", "ja"),
    ("Afdeling Monumenten", "gemeente", "behoud van gevels", "commissie", "ja"),
    ("Huurdersvereniging De Sluis", "bewoners", "geen huurverhoging", "ledenvergadering", "nee"),
    ("Moskee aan de Singel", "geloof", "warm gebouw, bereik van buren", "bestuur", "nee"),
]
