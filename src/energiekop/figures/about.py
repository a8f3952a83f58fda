"""What a table says about itself: it goes along with every export and stands behind every tile."""

from dataclasses import dataclass
from datetime import date

from energiekop.disclosure import EXPORT_SENTENCE
from energiekop.disclosure.words import Language
from energiekop.privacy import Answer

_DEMO: dict[Language, str] = {
    "nl": "Dit zijn verzonnen gegevens van een voorbeeldstad.",
    "en": "These are invented data of a demo city.",
}
_WHOLE_CITY: dict[Language, str] = {
    "nl": "De totalen van de hele stad, zoals hier, zijn niet afgerond.",
    "en": "Totals of the whole city, as here, are not rounded.",
}
_HEADINGS: dict[Language, dict[str, str]] = {
    "nl": {
        "name": "Cijfer",
        "title": "Titel",
        "definition": "Betekenis",
        "unit": "Eenheid",
        "by": "Uitgesplitst naar",
        "city": "Stad",
        "as_of": "Stand van",
        "reference_day": "Gegevens bekend tot en met",
        "snapshot": "Momentopname",
        "disclosure": "Afronding",
        "demo": "Let op",
    },
    "en": {
        "name": "Figure",
        "title": "Title",
        "definition": "Meaning",
        "unit": "Unit",
        "by": "Broken down by",
        "city": "City",
        "as_of": "As of",
        "reference_day": "Data known up to and including",
        "snapshot": "Snapshot",
        "disclosure": "Rounding",
        "demo": "Note",
    },
}


@dataclass(frozen=True)
class About:
    """The figure's name, words and source, in one language; `disclosure` is empty where counts are exact.

    `columns`: column -> what it holds, for the measures of this table.
    """

    name: str
    title: str
    definition: str
    unit: str
    by: str
    city: str
    as_of: date
    reference_day: date
    snapshot: str
    disclosure: str
    demo: str
    columns: dict[str, str]
    language: Language

    def lines(self) -> list[tuple[str, str]]:
        """Heading and text, one pair a line, in the order of reading; what is empty is left out."""
        headings = _HEADINGS[self.language]
        stated = {field: str(getattr(self, field)) for field in headings}
        return [(heading, stated[field]) for field, heading in headings.items() if stated[field]]

    def as_dict(self) -> dict[str, object]:
        """The same for a file that a program reads: English keys, days as ISO text."""
        stated = {field: str(getattr(self, field)) for field in _HEADINGS["en"]}
        return {field: text for field, text in stated.items() if text} | {"columns": self.columns}


def about(answer: Answer, language: Language = "nl") -> About:
    """What the table of an answer says about itself."""
    figure = answer.figure
    return About(
        name=figure.name,
        title=figure.title[language],
        definition=figure.definition[language],
        unit=figure.unit[language],
        by=answer.by,
        city=answer.meta.get("city_name", ""),
        as_of=answer.as_of,
        reference_day=answer.reference_day,
        snapshot=answer.snapshot,
        disclosure=_disclosure(answer, language),
        demo=_DEMO[language] if answer.meta.get("demo") == "1" else "",
        columns={measure.name: getattr(measure, language) for measure in figure.columns(answer.audience)},
        language=language,
    )


def _disclosure(answer: Answer, language: Language) -> str:
    sentences = {
        "exact": (),
        "group": (EXPORT_SENTENCE[language],),
        "city": (EXPORT_SENTENCE[language], _WHOLE_CITY[language]),
    }
    return " ".join(sentences[answer.audience])
