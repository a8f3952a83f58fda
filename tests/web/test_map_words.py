"""The sentence above the map, and the numbers it is made of, for every case."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from energiekop import catalogue
from energiekop.privacy import Answer, Viewer
from energiekop.web.asked import Asked
from energiekop.web.map.answers import Found
from energiekop.web.map.choices import Choices, Measure, choices
from energiekop.web.map.drawing import look_of
from energiekop.web.map.where import in_words, sentence
from energiekop.web.places import Place

DAY = date(2026, 11, 20)


def asked(language: str = "nl", viewer: Viewer | None = None, place: Place | None = None) -> Asked:
    return Asked(
        viewer=viewer or Viewer.team(), language=language, place=place or Place("city", "", "Demostad"), period="week",
        as_of=DAY, snapshot="", store=Path(), reference_day=DAY, demo=True, presenting=False,
    )  # fmt: skip


def chosen(measure: Measure = "share") -> Choices:
    return Choices("buurt", ("buurt",), measure, (measure,), None, False, False)


def found(
    *rows: tuple[str, float | None], households: int = 0, rounded: bool = False, measure: Measure = "share"
) -> Found:
    """Buurten with their value in the last month; nothing in the month before."""
    frame = pd.DataFrame(
        [(name, name, month, households, value if month == "2026-11" else 0.0) for name, value in rows for month in ("2026-10", "2026-11")],
        columns=["buurt_code", "buurt_name", "month", "households", "value"],
    )  # fmt: skip
    audience: Any = "group" if rounded else "exact"
    answer = Answer(frame, catalogue.figure("map_values"), "buurt", DAY, audience, "", DAY, {})
    return Found(answer, {name: [name] for name, _ in rows}, measure)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", 0.121), ("B", 0.05)], "A is het verst: daar heeft **12 %** van de woningen een plan."),
        ([("A", 0.12), ("B", 0.12)], "A en B zijn het verst: daar heeft **12 %** van de woningen een plan."),
        (
            [("A", 0.1), ("B", 0.1), ("C", 0.1)],
            "3 plekken zijn het verst: daar heeft **10 %** van de woningen een plan.",
        ),
        ([("A", 0.002)], "A is het verst: daar heeft **1 %** van de woningen een plan."),
        ([("A", 0.0), ("B", 0.0)], "Hier heeft nog geen huishouden een plan."),
    ],
)
def test_the_sentence_names_the_place_that_is_furthest(rows: list[tuple[str, float]], said: str):
    assert sentence(asked(), chosen(), found(*rows)) == (said, "")


def test_a_rounded_number_is_about_that_and_small_groups_are_said():
    text, quiet = sentence(asked(), chosen(), found(("A", 0.12), ("B", None), rounded=True))
    assert text == "A is het verst: daar heeft **ongeveer 12 %** van de woningen een plan."
    assert quiet == "1 plek is te klein voor een getal: mensen zouden te herkennen zijn."


def test_nothing_known_says_what_will_stand_here():
    assert sentence(asked("en"), chosen(), found())[0].startswith("Here you will see")
    assert sentence(asked(), chosen(), found(("A", None), rounded=True))[0].startswith(
        "Hier laten we geen getallen"
    )


def test_added_and_waiting_have_sentences_of_their_own():
    assert sentence(asked(), chosen("change"), found(("A", 0.0123), measure="change"))[0] == (
        "A heeft deze maand de meeste nieuwe plannen: **12** per 1.000 woningen."
    )
    assert sentence(asked(), chosen("too_long"), found(("A", 0.5), households=8, measure="too_long"))[0] == (
        "A heeft de meeste huishoudens die te lang wachten: **8**."
    )
    assert sentence(asked(), chosen("too_long"), found(("A", 0.0), measure="too_long"))[0] == (
        "Hier wacht nergens een huishouden te lang."
    )


def test_unknown_is_never_a_number_and_something_is_never_zero():
    values = found(("A", None), ("B", 0.0001), ("C", 0.0), ("D", 0.994)).values
    last = values[values["month"] == "2026-11"]["value"]
    assert last.fillna(-99).to_list() == [-99, 1, 0, 99]


def test_a_rounded_zero_is_said_as_it_is():
    values = found(("A", 0.0)).values
    assert look_of(asked(), "share", values, rounded=True).wording.zero == "0 tot 2 huishoudens"
    assert look_of(asked(), "share", values, rounded=False).wording.zero == "0 %"


def test_change_carries_a_sign_beside_its_colour():
    values = found(("A", 0.02), ("B", -0.01), measure="change").values
    look = look_of(asked(), "change", values, rounded=False)
    assert tuple(look.wording.of(value, str) for value in (20, -10, 0)) == ("▲ +20", "▼ −10", "gelijk")
    assert [text[:1] for text in look.legend] == ["▼", "▼", "g", "▲", "▲"]


def test_the_map_in_words_names_the_first_three():
    rows = [("A", 0.01), ("B", 0.4), ("C", 0.3), ("D", 0.2), ("E", None)]
    assert in_words(asked("en"), chosen(), found(*rows)) == (
        "Share of the dwellings with a plan: B 40 %, C 30 %, D 20 %."
    )


def test_what_a_role_may_not_choose_counts_as_absent():
    typed = {"meting": "wachten", "niveau": "straat"}
    for viewer in (Viewer.municipality(), Viewer.adviser("Bureau Noord")):
        made = choices(asked(viewer=viewer), typed, {})
        assert (made.measure, made.houses) == ("share", False)
    team = choices(asked(place=Place("street", "s1", "Lindestraat")), typed, {})
    assert (team.measure, team.kind, team.houses) == ("too_long", "street", True)
