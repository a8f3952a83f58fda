"""What champions and the team hand in: sign-up forms and lists, typed by people.

Names, phone numbers and mail addresses are in no contract, so they are dropped at the door; the alias of an
initiative's contact is the one chosen for it. Headings are those of data/README.md and of the usual forms.
"""

from dataclasses import replace

from energiekop.sources.contract import Column, Kind

_STREET = Column(
    "street",
    ("adres", "straatenhuisnummer", "straatennummer", "straathuisnummer", "straat", "straatnaam", "woonadres",
     "watisuwadres", "opwelkadreswoontu", "waarwoontu", "address", "streetaddress"),
    required=True,
)  # fmt: skip
_ADDRESS = (
    Column("dwelling_no", ("adresseerbaarobjectid", "verblijfsobjectid"), "bag_id"),
    _STREET,
    Column("house_number", ("huisnummer", "nr", "huisnr", "nummer")),
    Column("house_letter", ("huisletter",)),
    Column("addition", ("toevoeging", "huisnummertoevoeging", "toev")),
    Column("postcode", ("postcode", "zipcode", "postalcode"), "postcode"),
    Column("place", ("plaats", "woonplaats", "stad", "city")),
)
# What form tools write above the moment an answer came in.
_STAMP = ("tijdstempel", "timestamp", "tijdvanvoltooien", "completiontime", "ingezondenop", "submittedat",
          "datumvaninzending", "submissiondate", "datumingevuld", "ingevuldop")  # fmt: skip
_ADDRESSES = ("adressen", "adressenaanwezigen", "aanwezigeadressen", "adressendeelnemers")


def _day(name: str, *headings: str, required: bool = False, happened: bool = True) -> Column:
    return Column(name, headings, "day", required=required, happened=happened)


def _list(
    name: str,
    stems: str | tuple[str, ...],
    *columns: Column,
    key: tuple[str, ...] = (),
    address: tuple[Column, ...] = _ADDRESS,
    one_of: tuple[tuple[str, ...], ...] = (),
    awaits_register: bool = False,
) -> Kind:
    return Kind(
        name, "community", "adds", stems=(stems,) if isinstance(stems, str) else stems, key=key,
        has_address=bool(address), columns=(*address, *columns), one_of=one_of,
        awaits_register=awaits_register,
    )  # fmt: skip


def _consent(purpose: str, *headings: str, needed: bool = False) -> Column:
    return Column(
        f"consent_{purpose}", headings, "yes_no", heading_required=needed, among="consent_purposes"
    )


SIGN_UPS = _list(
    "sign_ups", ("aanmeldingen", "aanmeldformulier", "aanmelding", "inschrijvingen"),
    _day("signed_up_on", *_STAMP, "datum", "aangemeldop", "datumaanmelding", required=True),
    _consent("programme", "toestemmingprogramma", "maghetprogrammamijngegevensgebruiken",
             "maghetprogrammauwgegevensgebruiken", "ikgeefhetprogrammatoestemming", needed=True),
    _consent("champion_sees", "koplopermagmeekijken", "magdekoplopermeekijken", "magmijnkoplopermeekijken",
             "maguwkoplopermeekijken", "toestemmingkoploper"),
    _consent("firm_contacts", "adviseurmagcontactopnemen", "mageenadviseurcontactopnemen",
             "magdeadviseurcontactopnemen", "mageenadviseurcontactmetuopnemen", "toestemmingadviseur"),
    _consent("example", "magalsvoorbeeld", "maguwwoningalsvoorbeeld", "magmijnwoningalsvoorbeeld",
             "maguwwoningalsvoorbeelddienen", "toestemmingvoorbeeld"),
    # One question with a tick for each purpose: the answers come in one cell.
    Column("consent_purposes", ("toestemming", "toestemmingen", "toestemmingvoor", "ikgeeftoestemmingvoor",
           "waarvoorgeeftutoestemming", "waarvoorgeefjetoestemming"), "purposes"),
)  # fmt: skip

CONTACTS = _list(
    "contacts", "contacten",
    replace(_day("spoken_on", "datum", "gesprokenop", *_STAMP, "data", "datums", required=True),
            several=("datum", "data", "datums", "gesprokenop")),
    Column("how", ("hoe", "waar", "wijze")),
)  # fmt: skip

# A list of who was asked, with a cross for who came: an empty cell is somebody who did not.
CONVERSATIONS = _list(
    "conversations", "gesprekken",
    replace(_day("talked_on", "datum", "datumgesprek", "gesprokenop", *_STAMP, "data", "datums",
                 required=True),
            several=("datum", "data", "datums", "datumgesprek", "gesprokenop")),
    Column("format", ("gespreksvorm", "vorm", "soortgesprek"), required=True),
    Column("conversation_no", ("gesprek", "gespreksnummer")),
    Column("present", ("aanwezig", "waserbij", "opgekomen", "isgekomen"), "yes_no", blank="false"),
    address=tuple(
        replace(column, headings=(*column.headings, *_ADDRESSES), several=_ADDRESSES)
        if column is _STREET else column
        for column in _ADDRESS
    ),
)  # fmt: skip

PLANS = _list(
    "plans", "plannen",
    _day("yes_on", "datumja", "jaop", "akkoordop", "datumakkoord", required=True),
    Column("measures", ("maatregelen", "welkemaatregelen", "gekozenmaatregelen"), "word_list"),
)  # fmt: skip

STOPS = _list(
    "stops", "afmeldingen",
    _day("stopped_on", "datum", *_STAMP, "gestoptop", "datumafmelding", required=True),
    _day("ended_on", "tot", "totwanneer", happened=False),
    Column("reason", ("reden", "waarom", "redenvanafmelden", "redenafmelding")),
)  # fmt: skip

CONSENTS = _list(
    "consents", "toestemmingen",
    _day("said_on", "datum", *_STAMP, required=True),
    Column("purpose", ("doel", "doelen", "waarvoor"), "choice", required=True, choices={
        "programma": "programme", "het programma": "programme",
        "koploper": "champion_sees", "koploper mag meekijken": "champion_sees",
        "adviseur": "firm_contacts", "adviseur mag contact opnemen": "firm_contacts",
        "voorbeeld": "example", "als voorbeeld": "example", "mag als voorbeeld": "example",
    }, several=("doel", "doelen", "waarvoor")),
    Column("given", ("gegeven", "toestemming", "akkoord"), "yes_no", required=True),
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
    key=("initiative_no",), address=(),
)  # fmt: skip

MEMBERS = _list(
    "members", "leden",
    Column("initiative_no", ("initiatief",), required=True),
    _day("joined_on", "lidsinds", "datum", *_STAMP),
    _day("yes_on", "jaop"),
)  # fmt: skip

WISHES = _list(
    "wishes", "wensen",
    _day("asked_on", "datum", *_STAMP, "gevraagdop", required=True),
    Column("wish", ("wens", "watisuwwens", "watwiltu", "vraag", "vraagofwens", "wensofvraag"), required=True),
    Column("topic", ("onderwerp",)),
    _day("answered_on", "beantwoordop", "datumantwoord"),
    Column("answered_by", ("door", "beantwoorddoor")),
)  # fmt: skip

IDEAS = _list(
    "ideas", "ideeen",
    Column("idea_no", ("idee",), required=True),
    _day("came_on", "datum", *_STAMP, required=True),
    Column("street_name", ("straat",)),
    Column("idea", ("omschrijving", "beschrijving", "watisuwidee"), required=True),
    _day("tried_on", "uitgeprobeerdop"),
    Column("outcome", ("uitkomst",)),
    Column("adopted_by", ("overgenomendoor",)),
    key=("idea_no",), address=(),
)  # fmt: skip

AGREEMENTS = _list(
    "agreements", "afspraken",
    Column("agreement_no", ("afspraak",), required=True),
    _day("agreed_on", "datum", required=True),
    Column("who", ("wie", "actiehouder"), required=True),
    Column("what", ("wat", "actie"), required=True),
    _day("due_on", "voor", "vooruiterlijk", "deadline", happened=False),
    _day("done_on", "klaarop", "gereedop", "afgerondop"),
    key=("agreement_no",), address=(),
)  # fmt: skip

STAKEHOLDERS = _list(
    "stakeholders", "belanghebbenden",
    Column("stakeholder", ("naam",), required=True),
    Column("stakeholder_kind", ("soort",)),
    Column("interest", ("belang",)),
    Column("decision_body", ("besluitorgaan",)),
    Column("at_the_table", ("aantafel", "zitaantafel"), "yes_no"),
    key=("stakeholder",), address=(),
)  # fmt: skip

OCCASIONS = _list(
    "occasions", "gebeurtenissen",
    _day("happened_on", "datum", required=True, happened=False),
    Column("place_name", ("plaats",), required=True),
    Column("occasion_kind", ("soort",), required=True),
    Column("description", ("omschrijving",)),
    key=("happened_on", "place_name", "occasion_kind"), address=(),
)  # fmt: skip

# Which dwelling is meant by an address that was unsure: the page writes these, one row per address as typed.
ADDRESS_CHOICES = _list(
    "address_choices", "adreskeuzes",
    _day("chosen_on", "gekozenop", happened=False),
)  # fmt: skip

# What the team learnt of an address that was unsure: the street is called so too. Read before addresses are.
STREET_NAMES = _list(
    "street_names", "straatnamen",
    Column("place_name", ("plaats",), required=True),
    Column("said_name", ("genoemd",), required=True),
    Column("official_name", ("officieel",), required=True),
    Column("told_by", ("bron",)),
    key=("place_name", "said_name"), address=(), awaits_register=True,
)  # fmt: skip

KINDS = (
    SIGN_UPS, CONTACTS, CONVERSATIONS, PLANS, STOPS, CONSENTS, INITIATIVES, MEMBERS,
    WISHES, IDEAS, AGREEMENTS, STAKEHOLDERS, OCCASIONS, ADDRESS_CHOICES, STREET_NAMES,
)  # fmt: skip
