"""The glossary: every word of the approach, once, in Dutch and English."""

import re
from collections import Counter

from .places import ROOT

# The words of the approach, as the design defines them: English, Dutch.
WORDS = {
    "resident": "bewoner", "household": "huishouden", "dwelling": "woning", "address": "adres",
    "street": "straat", "buurt": "buurt", "wijk": "wijk", "gebied": "gebied", "stadsdeel": "stadsdeel",
    "complex": "complex", "champion": "koploper", "party": "partij", "municipality": "gemeente",
    "consultancy": "adviesbureau", "community": "gemeenschap", "case": "traject",
    "conversation": "gesprek gehad", "format": "gespreksvorm", "plan": "plan gekozen",
    "plan level": "plansoort", "initiative": "initiatief", "occasion": "gebeurtenis",
    "handover": "overdracht", "agreement": "afspraak", "wish": "wens", "idea": "idee",
    "reached": "contact gehad", "signed up": "aangemeld", "advice": "advies gekregen",
    "measure": "uitgevoerd", "moved": "verhuisd", "covered": "valt onder een plan",
    "helped resident": "bewoner met een plan",
    "on time": "op tijd", "waiting too long": "wacht te lang", "stopped": "gestopt",
    "whose turn": "wie er aan zet is", "service step": "dienst", "target": "doel", "consent": "toestemming",
    "stakeholder": "belanghebbende", "as-of": "stand van", "snapshot": "momentopname",
}


def rows() -> list[tuple[str, str, str]]:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [tuple(cell.strip() for cell in line) for line in lines]
    return [row for row in cells if row[0] != "Dutch" and not row[0].startswith("---")]


def test_every_word_of_the_approach_is_explained() -> None:
    dutch = {word.strip(" ()"): row[0] for row in rows() for word in re.split(r"[,(]", row[1])}
    assert {english: dutch.get(english) for english in WORDS} == WORDS


def test_every_row_has_a_dutch_word_an_english_word_and_a_meaning() -> None:
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []


def test_no_word_is_explained_twice() -> None:
    assert [word for word, times in Counter(row[0] for row in rows()).items() if times > 1] == []
