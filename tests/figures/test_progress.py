"""How far are we?"""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import Viewer
from tests.privacy.drawn_snapshot import lines, make, shown

HOUSEHOLDS = """
    household_id | street_id | complex_id | lived_until | reached_on | signed_up_on | plan_on    | plan_level | residents | residents_estimated
    a            | LIN       |            |             | 2026-01-05 | 2026-01-10   | 2026-02-01 | huis       | 2         | false
    b            | LIN       |            | 2026-06-01  | 2026-01-05 | 2026-01-10   | 2026-03-01 | straat     | 3         | true
    c            | KER       | TOR        |             | 2026-01-05 | 2026-01-20   |            |            | 4         | false
    d            | ZEE       |            |             |            |              |            |            | 1         | true
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        household=HOUSEHOLDS,
        published_figure="""
            cell_id | milestone | on_date    | shown
            8       | signed_up | 2026-10-31 | 12
            8       | plan      | 2026-10-31 | 0
            9       | signed_up | 2026-10-31 | 15
            9       | plan      | 2026-10-31 | 6
            10      | signed_up | 2026-10-31 | 0
            10      | plan      | 2026-10-31 | 0
            5       | signed_up | 2026-10-31 | 27
            5       | plan      | 2026-10-31 | 6
            5       | signed_up | 2026-11-22 | 30
            5       | plan      | 2026-11-22 | 9
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            signed_up |       | 2026-11-22 | 3          | 9
            plan      |       | 2026-11-22 | 2          | 5
            plan      | huis  | 2026-11-22 | 1          | 2
            living    |       | 2026-11-22 | 3          | 7
        """,
    )
    return store


def test_the_team_sees_every_buurt_with_its_residents_and_levels(store):
    rows = figures.progress(Viewer.team(), by="buurt", store=store)
    assert shown(rows) == lines("""
        buurt_code | buurt_name | residents | residents_helped | share_helped | residents_helped_huis | residents_helped_straat | residents_helped_complex | residents_helped_buurt | households | households_helped | share_estimated | as_of
        BA | Buurt A | 6 | 5 | 0.833333 | 2 | 3 | 0 | 0 | 3 | 2 | 0.5 | 2026-11-23
        BB | Buurt B | 0 | 0 |          | 0 | 0 | 0 | 0 | 0 | 0 |     | 2026-11-23
        BC | Buurt C | 1 | 0 | 0        | 0 | 0 | 0 | 0 | 0 | 0 |     | 2026-11-23
    """)


def test_the_team_looks_at_any_day_and_who_moved_later_still_lived_there(store):
    rows = figures.progress(Viewer.team(), as_of=date(2026, 2, 15), store=store)
    assert shown(rows, "residents", "residents_helped", "households", "as_of") == lines("""
        residents | residents_helped | households | as_of
        10        | 2                | 3          | 2026-02-15
    """)


@pytest.mark.parametrize("by", ["stadsdeel", "wijk", "buurt", "street"])
def test_the_parts_of_the_city_add_up_to_the_city(store, by):
    parts = figures.progress(Viewer.team(), by=by, store=store)
    whole = figures.progress(Viewer.team(), store=store)
    for measure in ("residents", "residents_helped", "households", "households_helped"):
        assert parts[measure].sum() == whole[measure].sum()


def test_a_gebied_takes_its_buurten_together_and_a_complex_its_own_households(store):
    gebied = figures.progress(Viewer.team(), by="gebied", store=store)
    complexes = figures.progress(Viewer.team(), by="complex", store=store)
    assert (
        shown(gebied, "gebied_code", "gebied_name", "residents")
        == "gebied_code | gebied_name | residents\nGA | Gebied A | 7"
    )
    assert (
        shown(complexes, "complex_id", "complex_name", "households")
        == "complex_id | complex_name | households\nTOR | De Toren | 1"
    )


def test_the_team_narrows_to_one_street_by_name(store):
    rows = figures.ask(Viewer.team(), "progress", by="buurt", street="lindestraat", store=store)
    assert shown(rows, "buurt_code", "households") == "buurt_code | households\nBA | 2"


def test_the_municipality_sees_one_row_per_group_of_streets_in_words(store):
    rows = figures.progress(Viewer.municipality(), by="street", store=store)
    assert shown(rows) == lines("""
        street_id | street_name | buurt_code | buurt_name | dwellings | households | households_helped | households_shown | shown | as_of
        DIJ | Dijk                | BB | Buurt B | 30 | 0  | 0 | 0-2        | 0-2 | 2026-10-31
        KER | Kerkpad en Molenweg | BA | Buurt A | 36 | 15 | 6 | 15         | 6   | 2026-10-31
        LIN | Lindestraat         | BA | Buurt A | 14 | 12 | 0 | 10 of meer | 0-2 | 2026-10-31
        ZEE | Zeeweg              | BC | Buurt C |    |    |   |            |     | 2026-10-31
    """)


def test_the_municipality_sees_a_buurt_on_the_last_sunday_and_a_champion_on_the_last_month_end(store):
    municipality = figures.progress(Viewer.municipality(), by="buurt", store=store)
    champion = figures.progress(Viewer.champion(street="Lindestraat"), by="buurt", store=store)
    assert shown(municipality.head(1), "buurt_code", "households", "as_of") == (
        "buurt_code | households | as_of\nBA | 30 | 2026-11-22"
    )
    assert shown(champion, "buurt_code", "households", "as_of") == (
        "buurt_code | households | as_of\nBA | 27 | 2026-10-31"
    )


def test_a_champion_of_a_small_street_sees_the_group_it_belongs_to(store):
    rows = figures.progress(Viewer.champion(street="Molenweg"), by="street", store=store)
    assert shown(rows, "street_id", "street_name", "households_helped") == (
        "street_id | street_name | households_helped\nKER | Kerkpad en Molenweg | 6"
    )


def test_the_city_is_exact_for_every_role(store):
    for viewer in (Viewer.municipality(), Viewer.adviser("Bureau Noord")):
        rows = figures.progress(viewer, by="city", store=store)
        assert shown(rows) == lines("""
            dwellings | residents | residents_helped | share_helped | residents_helped_huis | residents_helped_straat | residents_helped_complex | residents_helped_buurt | households | households_helped | households_shown | shown | as_of
            150 | 7 | 5 | 0.714286 | 2 | 0 | 0 | 0 | 3 | 2 | 3 | 2 | 2026-11-22
        """)
