"""The question in a URL: read once, typed, written back as it was, and kind about nonsense."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from energiekop.privacy import Scope, Viewer
from energiekop.web.asked import Asked, read
from energiekop.web.places import Gazetteer, Place, fold

CITY = Place("city", "", "Demostad")
PLACES = [
    Place("stadsdeel", "ZN", "Demo-Noord"),
    Place("buurt", "BU0363ZA01", "Klokhoek", "Kernwal"),
    Place("street", "s1", "Lindestraat", "Klokhoek"),
    Place("street", "s2", "Kerkstraat", "Klokhoek"),
    Place("street", "s3", "Kerkstraat", "Molenpark"),
    Place("street", "s4", "Céresstraat", "Molenpark"),
    Place("complex", "c1", "VvE Lindehof", "Klokhoek"),
]
GAZETTEER = Gazetteer(
    city=CITY,
    places={(place.kind, place.code): place for place in PLACES},
    folded=tuple((fold(place.name), place) for place in PLACES),
    postcodes={"1011AB": (("street", "s1"),), "1011AC": (("street", "s1"), ("street", "s2"))},
)
LAST_DAY = date(2026, 11, 20)


def asked(**parameters: str) -> Asked:
    return read(parameters, GAZETTEER, store=Path("store"), snapshot="s", reference_day=LAST_DAY, demo=True)


def test_an_empty_url_asks_for_the_whole_city_now_as_the_team() -> None:
    question = asked()
    assert (question.language, question.place, question.period) == ("nl", CITY, "week")
    assert (question.as_of, question.role, question.presenting) == (LAST_DAY, "team", False)
    assert question.query() == {}
    assert question.mistakes == ()


@pytest.mark.parametrize(
    ("parameters", "mistake"),
    [
        ({"taal": "fr"}, "language"),
        ({"plaats": "buurt:nergens"}, "place"),
        ({"plaats": "';drop table"}, "place"),
        ({"plaats": "city:"}, "place"),
        ({"periode": "eeuw"}, "period"),
        ({"per": "2026-02-31"}, "as_of"),
        ({"per": "gisteren"}, "as_of"),
        ({"as": "keizer"}, "role"),
        ({"as": "champion"}, "role"),
        ({"as": "champion:Kerkstraat"}, "role"),  # two streets have that name
        ({"as": "champion:Nergensstraat"}, "role"),
        ({"as": "adviser:"}, "role"),
        ({"zocht": "overview"}, "page"),
    ],
)
def test_what_makes_no_sense_is_named_and_falls_back(parameters: dict[str, str], mistake: str) -> None:
    question = asked(**parameters)
    assert [what for what, _ in question.mistakes] == [mistake]


def test_who_is_not_known_sees_what_the_municipality_sees() -> None:
    assert asked(**{"as": "keizer"}).viewer == Viewer.municipality("demo")


def test_a_champion_has_her_street_by_name_or_id_or_her_building() -> None:
    assert asked(**{"as": "champion:Lindestraat"}).viewer.scopes == (Scope("street", "s1"),)
    assert asked(**{"as": "champion:s2"}).viewer.scopes == (Scope("street", "s2"),)
    assert asked(**{"as": "champion:VvE Lindehof"}).viewer.scopes == (Scope("complex", "c1"),)


def test_the_team_that_presents_looks_as_the_municipality() -> None:
    question = asked(presenteren="1")
    assert (question.viewer.role, question.role, question.presenting) == ("municipality", "team", True)
    assert asked(**{"presenteren": "1", "as": "adviser:Noord"}).presenting is False


def test_a_day_after_the_last_one_is_the_last_one() -> None:
    assert asked(per="2030-01-01").as_of == LAST_DAY


KNOWN = {
    "taal": st.sampled_from(["nl", "en"]),
    "plaats": st.sampled_from(["", *(place.in_url for place in PLACES)]),
    "periode": st.sampled_from(["week", "maand", "kwartaal"]),
    "per": st.dates(date(2024, 1, 1), LAST_DAY).map(date.isoformat),
    "as": st.sampled_from(["team", "municipality", "champion:s1", "champion:c1", "adviser:Bureau Noord"]),
    "presenteren": st.sampled_from(["", "1"]),
}


@given(st.fixed_dictionaries({}, optional=KNOWN))
def test_what_was_asked_can_be_asked_again_by_its_url(parameters: dict[str, str]) -> None:
    question = asked(**parameters)
    assert question.mistakes == ()
    assert asked(**question.query()) == question


@given(st.dictionaries(st.sampled_from([*KNOWN, "zocht", "iets"]), st.text(max_size=200)))
def test_no_url_ends_in_an_error(parameters: dict[str, str]) -> None:
    question = asked(**parameters)
    assert question.as_of <= LAST_DAY
    again = asked(**question.query())
    assert (again.place, again.period, again.as_of) == (question.place, question.period, question.as_of)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("linde", ["Lindestraat", "VvE Lindehof"]),
        ("KERK", ["Kerkstraat", "Kerkstraat"]),
        ("ceres-straat", ["Céresstraat"]),
        ("1011 ab", ["Lindestraat"]),
        ("1011", ["Lindestraat", "Kerkstraat"]),
        ("noord", ["Demo-Noord"]),
        ("x", []),
        ("", []),
        ("%_", []),
    ],
)
def test_a_place_is_found_by_part_of_its_name_or_by_postcode(typed: str, found: list[str]) -> None:
    assert [place.name for place in GAZETTEER.found(typed)] == found
