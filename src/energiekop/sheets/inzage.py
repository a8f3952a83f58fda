"""What is held of a household, as a letter to the people who live there: plain Dutch, the same bytes always.

The rights and the words are those of the GDPR, articles 13 to 15: what, from whom, since when, why, who sees
it, how long, and what one may ask. It reads no clock, so that the letter of a snapshot is always the same.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from energiekop.addresses import REASONS
from energiekop.catalogue import figure
from energiekop.figures import Held
from energiekop.publish.audit import Entry
from energiekop.sheets import templates
from energiekop.sheets.inzage_words import (
    CASE,
    DECISIONS,
    FIELDS,
    KINDS,
    LISTS,
    PARTIES,
    PURPOSES,
    REQUESTS,
    ROLES,
    STEPS,
    TENURES,
)
from energiekop.sheets.templates import render

Row = Mapping[str, Any]
Cell = Callable[[Row], str]
Looks = Sequence[Entry] | None


@dataclass(frozen=True)
class Part:
    """A part of the letter: sentences, and a table when there is something to list."""

    title: str
    said: tuple[str, ...]
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Letter:
    """The letter before it is laid out."""

    title: str
    opening: tuple[str, ...]
    about: str
    parts: tuple[Part, ...]


def letter(held: Held, wordings: Mapping[str, Mapping[str, Any]], looks: Looks = None) -> Letter:
    """What the letter says; `wordings`: version of the consent text -> the text itself.

    looks: what the book says of lists that may have shown the household; None where no book is kept.
    """
    made_up = ["Let op: dit zijn verzonnen gegevens van een voorbeeldstad."] if held.is_demo else []
    return Letter(
        title=f"Wat wij van u bewaren: {held.address}",
        opening=(
            *made_up,
            f"Dit overzicht gaat over het huishouden op {held.address}, {_lived(held.dwelling)}. Het laat "
            "alles zien wat er van dit huishouden bij het programma Energiekoplopers staat. U heeft recht op "
            "dit overzicht (AVG, artikel 15).",
            "Namen, telefoonnummers en e-mailadressen bewaren wij niet. Die gooien we weg als een bestand "
            "binnenkomt.",
        ),
        about=f"Stand van {_day(held.reference_day)}. Momentopname {held.snapshot}.",
        parts=(*_parts(held, wordings), _of_looks(looks), _of_rights()),
    )


def as_html(said: Letter) -> str:
    """The letter for a screen, which can be printed too."""
    return render("inzage", title=said.title, opening=said.opening, about=said.about, parts=said.parts)


def as_pdf(said: Letter) -> bytes:
    """The letter on paper: a tagged PDF (PDF/UA-1), the same bytes for the same letter."""
    import typst

    return typst.compile(
        Path(templates.__file__).with_name("inzage.typ"),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,  # else a machine with other fonts makes other bytes
        sys_inputs={"letter": json.dumps(asdict(said), ensure_ascii=False)},
    )


def as_json(held: Held) -> str:
    """The same for a program: days as ISO text, in a fixed order."""
    return json.dumps(asdict(held), default=str, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _parts(held: Held, wordings: Mapping[str, Mapping[str, Any]]) -> list[Part]:
    """In the order of a reader's questions: who am I here, what did I do, who said so, and what can I ask."""
    parts = held.parts
    return [
        _of_the_dwelling(held),
        _listed("Uw stappen", parts["counted"], _COUNTED, said="Zo telt uw huishouden mee in de cijfers."),
        _listed("Wie welke stap meldde", parts["steps"], _STEPS),
        _consents(parts["consents"], wordings),
        *_cases(parts["cases"]),
        _listed("Gesprekken waar u bij was", parts["conversations"], _CONVERSATIONS),
        _listed("Groepen waar u bij hoort", parts["memberships"], _MEMBERSHIPS),
        _listed("Uw wensen en vragen", parts["wishes"], _WISHES),
        _listed("Vragen, offertes, subsidies en vergunningen", parts["requests"], _REQUESTS),
        _listed("Gestopt", parts["stops"], _STOPS),
        _listed(
            "Waar bestanden elkaar tegenspreken", parts["contradictions"], _CONTRADICTIONS,
            said="Klopt het niet wat geldt? Zeg het ons, dan passen we het aan.",
        ),
        _listed(
            "Wat later is verbeterd", parts["corrections"], _CORRECTIONS,
            said="Een partij leverde iets aan en veranderde het later.",
        ),
        _listed(
            "In welke bestanden het staat", parts["rows"], _ROWS,
            said="Elke regel is een rij uit een bestand. Het adres zoeken we op in het register; hoe dat "
            "ging, staat erbij. Een rij geldt niet meer als er later iets anders is aangeleverd.",
        ),
        _listed(
            "Rijen die niet gebruikt konden worden", parts["rejected"], _REJECTED,
            said="Hier klopte iets niet. We bewaren zo'n rij, zodat de partij hem kan verbeteren.",
        ),
    ]  # fmt: skip


def _of_the_dwelling(held: Held) -> Part:
    dwelling = held.dwelling
    counted = "geschat" if dwelling["residents_estimated"] else "geteld door de gemeente"
    facts = {
        "Adres": held.address,
        "Nummer in het register (BAG)": dwelling["dwelling_id"],
        "Buurt": dwelling["buurt_name"],
        "VvE of woongebouw": dwelling["complex_name"],
        "Bouwjaar": dwelling["built_year"],
        "Oppervlakte (m2)": dwelling["area_m2"],
        "Energielabel": dwelling["label"],
        "Koop of huur": TENURES.get(dwelling["tenure"], dwelling["tenure"]),
        "Aantal bewoners": f"{dwelling['residents']} ({counted})",
        "Valt onder een plan van de straat, buurt of VvE sinds": _day(dwelling["covered_on"]),
    }
    files = ", ".join(
        f"{KINDS.get(row['kind'], row['kind'])} van {_day(row['delivered_on'])} ({row['path']})"
        for row in held.parts["register_files"]
    )
    return Part(
        "Uw woning",
        (f"Dit komt uit registers van de gemeente en uit openbare registers: {files}.",),
        ("Wat", "Wat er staat"),
        tuple((name, _told(value)) for name, value in facts.items() if value not in (None, "")),
    )


def _consents(consents: Sequence[Row], wordings: Mapping[str, Mapping[str, Any]]) -> Part:
    said = ["Hier zei uw huishouden ja op. U mag elk ja intrekken; u hoeft niet te zeggen waarom."]
    for row in consents:
        text = wordings.get(row["wording"], {}).get(row["purpose"])
        if text:
            asked = " ".join(f"{text['question']} {text['meaning']}".split())
            said.append(f"{PURPOSES[row['purpose']]}. De vraag was (versie {row['wording']}): “{asked}”")
    none = ("Van dit huishouden is geen toestemming bekend.",)
    return Part(
        "Waar u toestemming voor gaf",
        tuple(said) if consents else none,
        ("Waarvoor", "Gegeven op", "Hoe", "Aan", "Ingetrokken op"),
        tuple(
            (
                PURPOSES[row["purpose"]], _day(row["given_on"]), _told(row["how"]), _told(row["taken_by"]),
                _day(row["withdrawn_on"]),
            )
            for row in consents
        ),
    )  # fmt: skip


def _cases(cases: Sequence[Row]) -> list[Part]:
    return [
        Part(
            f"Uw dossier bij {row['firm']}",
            (),
            ("Wat", "Wat er staat"),
            tuple(
                (name, _told(row[column]))
                for column, name in CASE.items()
                if row.get(column) not in (None, "")
            ),
        )
        for row in cases
    ]


def _of_rights() -> Part:
    return Part(
        "Wie dit ziet, hoe lang, en wat u kunt vragen",
        tuple(
            " ".join(line.split())
            for line in (
                """Het projectteam ziet dit bij uw adres. Uw koploper ziet uw huisnummer en uw laatste stap
                alleen als u daar ja op zei, en wat de koploper zelf aanleverde. Een adviesbureau ziet alleen
                zijn eigen dossiers. Anderen zien alleen afgeronde aantallen van een straat, buurt of de hele
                stad.""",
                """De gemeente gebruikt gegevens voor haar publieke taak. Een adviesbureau doet dat voor de
                afspraak die u met het bureau heeft. Koplopers doen dat met uw toestemming.""",
                """Het blijft staan tot u vraagt om u te vergeten. Verhuist u, dan stopt uw toestemming
                vanzelf.""",
                """U kunt vragen om iets te verbeteren, om uw toestemming in te trekken, of om alles over uw
                huishouden te vergeten. Zeg het tegen uw koploper of tegen het projectteam. Bent u het niet
                met ons eens? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.""",
            )
        ),
    )


def _of_looks(looks: Looks) -> Part:
    title = "Wie ernaar keek"
    if looks is None:
        not_kept = (
            "Wie er naar uw gegevens heeft gekeken, wordt hier nog niet bijgehouden. Dat kunnen we u dus "
        )
        return Part(title, (f"{not_kept}niet zeggen.",))
    rows = [
        {"at": each.at, "role": each.role, "list": each.about.split()[0], "what": each.what} for each in looks
    ]
    return _listed(
        title,
        rows,
        _LOOKS,
        said="Deze lijsten met adressen zijn bekeken of opgehaald. Uw adres kan erin hebben gestaan.",
    )


def _listed(title: str, rows: Sequence[Row], columns: Mapping[str, Cell], *, said: str = "") -> Part:
    """A part of one table; without rows it says that there is nothing."""
    if not rows:
        return Part(title, ("Hierover staat niets in het overzicht.",))
    return Part(
        title,
        (said,) if said else (),
        tuple(columns),
        tuple(tuple(cell(row) for cell in columns.values()) for row in rows),
    )


def _said_by(row: Row) -> str:
    party = PARTIES.get(row["party"], row["party"])
    who = row.get("firm") or row["source"]
    return str(party) if who == "municipal" else f"{party}: {who}"


def _stands_in(row: Row) -> str:
    return f"{row['path']}, rij {row['row_no']}"


def _how_found(row: Row) -> str:
    return str(row["reason_words"] or REASONS["same_id"][0])


def _on(column: str) -> Cell:
    return lambda row: _day(row[column])


def _as_is(column: str) -> Cell:
    return lambda row: _told(row[column])


def _named(column: str, names: Mapping[str, str]) -> Cell:
    return lambda row: names.get(row[column]) or _told(row[column])


def _why_it_holds(row: Row) -> str:
    """In the figure's own words, which are said to the team as well."""
    if not row["stands"]:
        return "nee"
    [rule] = [measure for measure in figure("contradictions").measures if measure.name == "rule"]
    return f"ja: {rule.words[row['rule']]['nl']}"


_LOOKS = {
    "Dag": lambda row: _day(date.fromisoformat(row["at"][:10])),
    "Door": _named("role", ROLES),
    "Welke lijst": _named("list", LISTS),
    "Hoe": lambda row: "bekeken" if row["what"] == "looked" else "opgehaald",
}
_COUNTED = {
    "Stap": _named("milestone", STEPS),
    "Dag": _on("counted_on"),
    "Gemeld door": _named("party", PARTIES),
    "Hoe": lambda row: "volgt uit een latere stap" if row["implied"] else "apart gemeld",
}
_STEPS = {
    "Stap": _named("milestone", STEPS),
    "Dag": _on("happened_on"),
    "Door": _said_by,
    "Bekend sinds": _on("known_on"),
}
_CONVERSATIONS = {"Dag": _on("talked_on"), "Vorm": _as_is("format"), "Met": _as_is("held_by")}
_MEMBERSHIPS = {
    "Groep": _as_is("initiative_name"),
    "Soort": _as_is("level"),
    "Lid sinds": _on("joined_on"),
    "Ja gezegd op": _on("yes_on"),
}
_WISHES = {
    "Dag": _on("asked_on"),
    "Wens": _as_is("wish"),
    "Onderwerp": _as_is("topic"),
    "Antwoord op": _on("answered_on"),
    "Antwoord van": _as_is("answered_by"),
}
_REQUESTS = {
    "Soort": _named("kind", REQUESTS),
    "Bij": _named("desk", PARTIES),
    "Gevraagd op": _on("asked_on"),
    "Antwoord op": _on("answered_on"),
    "Waarvoor": _as_is("for_what"),
    "Besluit": _named("decision", DECISIONS),
    "Bedrag (euro)": _as_is("amount_eur"),
}
_STOPS = {"Vanaf": _on("stopped_on"), "Tot": _on("ended_on"), "Reden": _as_is("reason")}
_CONTRADICTIONS = {
    "Onderwerp": lambda row: _field(row["field"]),
    "Opgave": _as_is("told"),
    "Van": _said_by,
    "Aangeleverd": _on("told_on"),
    "Geldt": _why_it_holds,
}
_CORRECTIONS = {
    "Wat": _named("column_name", CASE),
    "Eerst": _as_is("gave_way"),
    "Nu": _as_is("stands"),
    "Bestand en rij": _stands_in,
}
_ROWS = {
    "Wat": _named("kind", KINDS),
    "Van": _said_by,
    "Bestand en rij": _stands_in,
    "Aangeleverd": _on("delivered_on"),
    "Adres in de rij": lambda row: f"{_told(row['typed']) or 'nummer van de woning'}. {_how_found(row)}",
    "Geldt nu": lambda row: "ja" if row["standing"] else "nee",
}
_REJECTED = {
    "Bestand en rij": _stands_in,
    "Wat er niet klopte": lambda row: f"{row['column_name']}: {row['found']}",
    "Wat er stond": lambda row: "; ".join(cell for cell in row["original"] if cell),
    "Over u?": lambda row: "misschien" if row["may_be_others"] else "ja",
}


def _lived(dwelling: Row) -> str:
    since, until = dwelling["lived_from"], dwelling["lived_until"]
    if since and until:
        return f"van {_day(since)} tot {_day(until)}"
    if since:
        return f"sinds {_day(since)}"
    return f"tot {_day(until)}" if until else "sinds het begin van het programma"


def _field(field: str) -> str:
    purpose = field.removeprefix("consent_")
    return FIELDS.get(field) or f"Toestemming: {PURPOSES.get(purpose, purpose)}"


def _told(value: Any) -> str:
    """A value as the books keep it, in words where it is a code."""
    if value is None:
        return ""
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, float):
        return format_decimal(value, locale="nl")
    text = str(value)
    words = {
        "yes": "ja",
        "no": "nee",
        "taken back": "weer weggehaald",
        "form": "formulier",
        "list": "lijst",
    } | TENURES
    return words.get(text, text)


def _day(day: date | None) -> str:
    return format_date(day, "d MMMM yyyy", locale="nl") if day else ""
