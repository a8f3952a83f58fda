"""What happened when, and for whom: the city's days for everyone, streets and buurten for the team."""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, Viewer
from tests.figures.places import Somewhere
from tests.privacy.drawn_snapshot import lines, make, shown

TEAM = Viewer.team()
MUNICIPALITY = Viewer.municipality()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        street="""
            street_id | street_name | buurt_code | dwellings
            LIN       | Lindestraat | BA         | 14
            DIJ       | Dijk        | BB         | 30
        """,
        buurt="""
            buurt_code | buurt_name | wijk_code | stadsdeel_code | dwellings
            BA         | Buurt A    | WA        | SN             | 14
            BB         | Buurt B    | WB        | SZ             | 30
        """,
        occasion="""
            occasion_id | happened_on | occasion_kind | place_name  | street_id | buurt_code
            1           | 2026-09-05  | straatfeest   | Lindestraat | LIN       |
            2           | 2026-09-05  | straatfeest   | Dijk        | DIJ       |
            3           | 2026-10-01  | mailing       | BA          |           | BA
            4           | 2026-11-20  | subsidie      | BB          |           | BB
        """,
        published_occasion="""
            happened_on | occasion_kind | occasions
            2026-09-05  | straatfeest   | 2
            2026-11-20  | subsidie      | 1
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            plan      |       | 2026-11-23 | 3          | 9
        """,
    )
    return store


WANTED = ("on_date", "occasion_kind", "occasions", "places")


def test_the_team_sees_what_happened_when_and_where(store):
    assert shown(figures.occasions(TEAM, store=store), *WANTED) == lines("""
        on_date    | occasion_kind | occasions | places
        2026-09-05 | straatfeest   | 2         | Dijk, Lindestraat
        2026-10-01 | mailing       | 1         | Buurt A
        2026-11-20 | subsidie      | 1         | Buurt B
    """)


def test_a_letter_to_a_buurt_came_to_each_of_its_streets(store):
    assert shown(figures.occasions(TEAM, Somewhere("street", "LIN"), store=store), *WANTED) == lines("""
        on_date    | occasion_kind | occasions | places
        2026-09-05 | straatfeest   | 1         | Lindestraat
        2026-10-01 | mailing       | 1         | Buurt A
    """)


def test_a_street_party_was_in_the_buurt_and_the_stadsdeel_around_it(store):
    for place in (Somewhere("buurt", "BB"), Somewhere("stadsdeel", "SZ"), Somewhere("wijk", "WB")):
        told = shown(figures.occasions(TEAM, place, store=store), "occasion_kind", "places")
        assert told == lines("""
            occasion_kind | places
            straatfeest   | Dijk
            subsidie      | Buurt B
        """)


def test_what_lies_after_the_day_has_not_happened(store):
    told = figures.occasions(TEAM, as_of=date(2026, 9, 30), store=store)
    assert shown(told, "on_date") == lines("on_date\n2026-09-05")


def test_below_team_the_city_tells_when_but_not_where(store):
    told = figures.occasions(MUNICIPALITY, store=store)
    assert "places" not in told
    assert shown(told, "on_date", "occasion_kind", "occasions") == lines("""
        on_date    | occasion_kind | occasions
        2026-09-05 | straatfeest   | 2
        2026-11-20 | subsidie      | 1
    """)
    with pytest.raises(NotForRole):
        figures.occasions(MUNICIPALITY, Somewhere("buurt", "BA"), store=store)
