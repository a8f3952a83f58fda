"""Whatever stands in an address, a name or a sentence, it is shown as text and never runs."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError

from energiekop import sheets
from energiekop.sheets.templates import render
from tests.sheets.drawn_street import numbers, street

EVIL = '<script>alert("x")</script>'
WORDS = SimpleNamespace(
    plan="plan klaar",
    under_way="onderweg",
    unmarked="nog geen contact, of liever privé",
    homes=lambda n: f"{n} woningen",
)
VALUES = {
    "title": "Lindestraat",
    "answer": [("Ongeveer ", False), ("15", True)],
    "quiet": [],
    "explained": None,
    "drawn": None,
    "no_houses": "",
    "visits": None,
    "words": WORDS,
}


def drawn(houses, marks=None, **others):
    """A picture of houses in one part."""
    part = SimpleNamespace(title="", is_open=True, sections=sheets.ribbon(houses, marks or {}))
    stated = {"in_words": "", "road": "Lindestraat", "parts": [part], "buildings": []}
    return SimpleNamespace(**stated | others)


def test_an_address_with_a_script_in_it_is_text():
    houses = street(f"house_number | house_letter | addition | complex_id | complex_name\n1 | {EVIL} | {EVIL} | |\n"
                    f"2 | | a | C | {EVIL}\n4 | | {EVIL} | C | {EVIL}")  # fmt: skip
    marks = dict.fromkeys(houses["dwelling_id"], "plan")
    visit = SimpleNamespace(at=EVIL, why=EVIL, tip=EVIL)
    html = render(
        "street",
        **VALUES
        | {
            "title": EVIL,
            "answer": [(EVIL, True), (EVIL, False)],
            "quiet": [EVIL],
            "explained": SimpleNamespace(title=EVIL, lines=[EVIL]),
            "drawn": drawn(houses, marks, in_words=EVIL, road=EVIL),
            "visits": SimpleNamespace(
                title=EVIL, who=EVIL, examples=[EVIL], first=[visit], others=[visit], more=EVIL
            ),
        },
    )
    assert "<script" not in html
    assert unescape(html).count(EVIL) >= 17


def test_the_savings_and_their_sources_are_text_too():
    reckoned = SimpleNamespace(title=EVIL, lines=[EVIL])
    html = render(
        "savings",
        title=EVIL,
        answer=[(EVIL, True)],
        reckoned=reckoned,
        assumptions=[(EVIL, EVIL)],
        on_paper=[EVIL],
    )
    assert "<script" not in html
    assert unescape(html).count(EVIL) == 7


def test_a_value_that_is_missing_is_an_error_and_not_an_empty_place():
    with pytest.raises(UndefinedError, match="answer"):
        render("savings", title="", reckoned=None, on_paper=[])


def test_a_mark_is_a_sign_as_well_as_a_colour():
    html = render("street", **VALUES | {"drawn": drawn(numbers(1, 4), {"1": "plan", "2": "under_way"})})
    homes = re.findall(r'<span class="home (\w*)">(?:<i>(.)</i>)?<span>(\d)</span>', html)
    assert homes == [("plan", "✓", "1"), ("", "", "3"), ("under_way", "…", "2"), ("", "", "4")]


def test_a_street_of_400_homes_weighs_little():
    html = render("street", **VALUES | {"drawn": drawn(numbers(1, 400))})
    assert len(html.encode()) < 60_000
