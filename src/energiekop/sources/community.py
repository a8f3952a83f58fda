"""What champions and the team hand in: sign-up forms and lists, typed by people.

Names, phone numbers and mail addresses are in no contract, so they are dropped at the door; the alias of an
initiative's contact is the one chosen for it. Headings are those of data/README.md and of the usual forms.
"""

from energiekop.sources.contract import Column, Kind

_ADDRESS = (
    Column("dwelling_no", ("adresseerbaarobjectid", "verblijfsobjectid"), "bag_id"),
    Column("street", ("adres", "straatenhuisnummer", "straat", "watisuwadres", "straatnaam"), required=True),
    Column("house_number", ("huisnummer", "nr")),
    Column("house_letter", ("huisletter",)),
    Column("addition", ("toevoeging", "huisnummertoevoeging")),
    Column("postcode", ("postcode",), "postcode"),
    Column("place", ("plaats", "woonplaats")),
)


def _day(name: str, *headings: str, required: bool = False, happened: bool = True) -> Column:
    return Column(name, headings, "day", required=required, happened=happened)


def _list(name: str, stem: str, *columns: Column, key: tuple[str, ...] = (), address: bool = True) -> Kind:
    return Kind(
        name, "community", "adds", stems=(stem,), key=key, has_address=address,
        columns=(*(_ADDRESS if address else ()), *columns),
    )  # fmt: skip


SIGN_UPS = _list(
    "sign_ups", "aanmeldingen",
    _day("signed_up_on", "tijdstempel", "datum", "aangemeldop", required=True),
    Column("consent_programme", ("toestemmingprogramma",), "yes_no", heading_required=True),
    Column("consent_champion_sees", ("koplopermagmeekijken",), "yes_no"),
    Column("consent_firm_contacts", ("adviseurmagcontactopnemen",), "yes_no"),
    Column("consent_example", ("magalsvoorbeeld",), "yes_no"),
)  # fmt: skip

CONTACTS = _list(
    "contacts", "contacten",
    _day("spoken_on", "datum", required=True),
    Column("how", ("hoe",)),
)  # fmt: skip

CONVERSATIONS = _list(
    "conversations", "gesprekken",
    _day("talked_on", "datum", required=True),
    Column("format", ("gespreksvorm",), required=True),
    Column("conversation_no", ("gesprek", "gespreksnummer")),
)  # fmt: skip

PLANS = _list(
    "plans", "plannen",
    _day("yes_on", "datumja", "jaop", required=True),
    Column("measures", ("maatregelen",), "word_list"),
)  # fmt: skip

STOPS = _list(
    "stops", "afmeldingen",
    _day("stopped_on", "datum", required=True),
    _day("ended_on", "tot", happened=False),
    Column("reason", ("reden",)),
)  # fmt: skip

CONSENTS = _list(
    "consents", "toestemmingen",
    _day("said_on", "datum", required=True),
    Column("purpose", ("doel",), "choice", required=True, choices={
        "programma": "programme", "koploper": "champion_sees",
        "adviseur": "firm_contacts", "voorbeeld": "example",
    }),
    Column("given", ("gegeven",), "yes_no", required=True),
    Column("how", ("hoe",)),
)  # fmt: skip

INITIATIVES = _list(
    "initiatives", "initiatieven",
    Column("initiative_no", ("initiatief",), required=True),
    Column("initiative_name", ("naam",), required=True),
    Column("level", ("niveau",), "choice", required=True, choices={
        "straat": "straat", "buurt": "buurt", "complex": "complex", "vve": "complex",
    }),
    Column("area", ("gebied",), required=True),
    Column("contact_alias", ("contactpersoon",)),
    Column("adviser", ("adviseur",)),
    Column("municipal_contact", ("contactgemeente",)),
    _day("idea_on", "idee"),
    _day("group_on", "kerngroep"),
    _day("asked_on", "burengevraagd"),
    _day("worked_out_on", "uitgewerkt"),
    _day("decided_on", "besluit"),
    _day("carried_out_on", "uitgevoerd"),
    _day("stopped_on", "gestopt"),
    Column("votes_for", ("stemmenvoor",), "amount"),
    Column("votes_cast", ("stemmenuitgebracht",), "amount"),
    Column("next_step", ("volgendestap",)),
    key=("initiative_no",), address=False,
)  # fmt: skip

MEMBERS = _list(
    "members", "leden",
    Column("initiative_no", ("initiatief",), required=True),
    _day("joined_on", "lidsinds"),
    _day("yes_on", "jaop"),
)  # fmt: skip

WISHES = _list(
    "wishes", "wensen",
    _day("asked_on", "datum", required=True),
    Column("wish", ("wens",), required=True),
    Column("topic", ("onderwerp",)),
    _day("answered_on", "beantwoordop"),
    Column("answered_by", ("door",)),
)  # fmt: skip

IDEAS = _list(
    "ideas", "ideeen",
    Column("idea_no", ("idee",), required=True),
    _day("came_on", "datum", required=True),
    Column("street_name", ("straat",)),
    Column("idea", ("omschrijving",), required=True),
    _day("tried_on", "uitgeprobeerdop"),
    Column("outcome", ("uitkomst",)),
    Column("adopted_by", ("overgenomendoor",)),
    key=("idea_no",), address=False,
)  # fmt: skip

AGREEMENTS = _list(
    "agreements", "afspraken",
    Column("agreement_no", ("afspraak",), required=True),
    _day("agreed_on", "datum", required=True),
    Column("who", ("wie",), required=True),
    Column("what", ("wat",), required=True),
    _day("due_on", "voor", happened=False),
    _day("done_on", "klaarop"),
    key=("agreement_no",), address=False,
)  # fmt: skip

STAKEHOLDERS = _list(
    "stakeholders", "belanghebbenden",
    Column("stakeholder", ("naam",), required=True),
    Column("stakeholder_kind", ("soort",)),
    Column("interest", ("belang",)),
    Column("decision_body", ("besluitorgaan",)),
    Column("at_the_table", ("aantafel",), "yes_no"),
    key=("stakeholder",), address=False,
)  # fmt: skip

OCCASIONS = _list(
    "occasions", "gebeurtenissen",
    _day("happened_on", "datum", required=True, happened=False),
    Column("place_name", ("plaats",), required=True),
    Column("occasion_kind", ("soort",), required=True),
    Column("description", ("omschrijving",)),
    key=("happened_on", "place_name", "occasion_kind"), address=False,
)  # fmt: skip

# Which dwelling is meant by an address that was unsure: the page writes these, one row per address as typed.
ADDRESS_CHOICES = _list(
    "address_choices", "adreskeuzes",
    _day("chosen_on", "gekozenop", happened=False),
)  # fmt: skip

KINDS = (
    SIGN_UPS, CONTACTS, CONVERSATIONS, PLANS, STOPS, CONSENTS, INITIATIVES, MEMBERS,
    WISHES, IDEAS, AGREEMENTS, STAKEHOLDERS, OCCASIONS, ADDRESS_CHOICES,
)  # fmt: skip
