"""Where do files contradict one another? What holds, who said so, and the others beside it."""

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, Viewer
from tests.figures.places import Somewhere
from tests.privacy.drawn_snapshot import lines, make, shown

DRAWN = {
    "household": """
        household_id | dwelling_id | street_id | residents
        a            | 1           | LIN       | 2
        b            | 2           | DIJ       | 2
    """,
    "dwelling": """
        dwelling_id | street_name | house_number | house_letter | addition | postcode | street_id | buurt_code
        1           | Lindestraat | 10           | A            |          | 1001AB   | LIN       | BA
        2           | Dijk        | 3            |              |          | 1002AB   | DIJ       | BB
    """,
    "household_contradiction": """
        household_id | field  | told       | stands | party        | source    | record_key | told_on    | rule
        a            | plan   | 2026-03-05 | true   | community    | team      | p1         | 2026-03-31 | first_day
        a            | plan   | 2026-03-09 | false  | consultancy  | Noord     | c1         | 2026-04-30 | first_day
        a            | plan   | 2026-03-01 | false  | consultancy  | Noord     | c1         | 2026-03-31 | later_delivery
        b            | tenure | tenant     | true   | municipality | municipal | r2         | 2026-07-01 | later_delivery
        b            | tenure | owner      | false  | municipality | municipal | r1         | 2026-01-01 | later_delivery
    """,
    "filed_row": """
        kind  | record_key | dwelling_id | delivered_on | file_id | row_no
        plans | p1         | 1           | 2026-03-31   | 1       | 2
        cases | c1         | 1           | 2026-03-31   | 2       | 2
        cases | c1         | 1           | 2026-04-30   | 3       | 2
    """,
    "delivery": """
        file_id | path        | kind      | delivered_on
        1       | plannen.csv | plans     | 2026-03-31
        2       | maart.csv   | cases     | 2026-03-31
        3       | april.csv   | cases     | 2026-04-30
        4       | januari.csv | residents | 2026-01-01
        5       | juli.csv    | residents | 2026-07-01
    """,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(store, **DRAWN)
    return store


def test_what_holds_stands_beside_what_others_said(store):
    rows = figures.contradictions(Viewer.team(), store=store)
    assert shown(rows, "household_id", "field", "address", "stands", "source", "file", "told_on", "other_values") == lines("""
        household_id | field  | address         | stands     | source    | file        | told_on    | other_values
        b            | tenure | Dijk 3          | tenant     | municipal | juli.csv    | 2026-07-01 | 1
        a            | plan   | Lindestraat 10A | 2026-03-05 | team      | plannen.csv | 2026-03-31 | 2
    """)
    assert list(rows["others"]) == [
        "owner (municipal, januari.csv, 2026-01-01)",
        "2026-03-01 (Noord, maart.csv, 2026-03-31); 2026-03-09 (Noord, april.csv, 2026-04-30)",
    ]


def test_the_rule_is_said_in_the_asked_language(store):
    dutch = figures.contradictions(Viewer.team(), store=store)
    english = figures.contradictions(Viewer.team(), language="en", store=store)
    assert list(dutch["rule"]) == ["Wat het laatst is aangeleverd, geldt.", "De eerste dag telt."]
    assert list(english["rule"]) == ["What was handed in last holds.", "The first day counts."]


def test_one_buurt_has_its_own(store):
    rows = figures.contradictions(Viewer.team(), Somewhere("buurt", "BA"), store=store)
    assert list(rows["household_id"]) == ["a"]


def test_it_is_for_the_team_alone(store):
    with pytest.raises(NotForRole):
        figures.contradictions(Viewer.municipality(), store=store)
