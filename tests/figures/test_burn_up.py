"""How does the number grow by month?"""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import Viewer
from tests.privacy.drawn_snapshot import lines, make, shown


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        household="""
            household_id | street_id | reached_on | plan_on    | residents
            a            | LIN       | 2026-08-05 | 2026-09-10 | 2
            b            | DIJ       | 2026-09-05 | 2026-11-02 | 3
            c            | DIJ       | 2026-09-05 | 2026-11-30 | 9
        """,
        target="""
            end_on     | stadsdeel_code | residents
            2026-09-30 |                | 100
            2026-12-31 |                | 192
            2026-12-31 | SN             | 80
        """,
        published_figure="""
            cell_id | milestone | on_date    | shown
            5       | plan      | 2026-09-30 | 0
            5       | plan      | 2026-10-31 | 3
            5       | plan      | 2026-11-15 | 3
            5       | plan      | 2026-11-22 | 6
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            plan      |       | 2026-10-31 | 1          | 2
            plan      |       | 2026-11-22 | 2          | 5
            plan      | huis  | 2026-11-22 | 2          | 5
        """,
    )
    return store


def test_the_city_grows_month_by_month_beside_what_was_agreed(store):
    rows = figures.burn_up(Viewer.team(), store=store)
    assert shown(rows) == lines("""
        month   | on_date    | residents_helped | households_helped | planned_residents | as_of
        2026-08 | 2026-08-31 | 0                | 0                 |                   | 2026-11-23
        2026-09 | 2026-09-30 | 2                | 1                 | 100               | 2026-11-23
        2026-10 | 2026-10-31 | 2                | 1                 | 131               | 2026-11-23
        2026-11 | 2026-11-23 | 5                | 2                 | 154               | 2026-11-23
        2026-12 | 2026-12-31 |                  |                   | 192               | 2026-11-23
    """)


def test_an_earlier_day_ends_the_line_there_and_by_month_is_the_city(store):
    rows = figures.burn_up(Viewer.team(), by="month", as_of=date(2026, 9, 15), store=store)
    assert shown(rows.head(3), "month", "on_date", "residents_helped") == lines("""
        month   | on_date    | residents_helped
        2026-08 | 2026-08-31 | 0
        2026-09 | 2026-09-15 | 2
        2026-10 | 2026-10-31 |
    """)


def test_a_stadsdeel_has_its_own_agreement(store):
    rows = figures.burn_up(Viewer.team(), by="stadsdeel", store=store)
    assert shown(
        rows[rows["month"] >= "2026-11"], "stadsdeel_code", "month", "residents_helped", "planned_residents"
    ) == lines("""
        stadsdeel_code | month   | residents_helped | planned_residents
        SN             | 2026-11 | 5                |
        SN             | 2026-12 |                  | 80
        SZ             | 2026-11 | 0                |
        SZ             | 2026-12 |                  |
    """)


def test_without_any_household_there_is_no_month_and_no_error(tmp_path):
    make(tmp_path)
    assert len(figures.burn_up(Viewer.team(), store=tmp_path)) == 0
    assert len(figures.waiting(Viewer.team(), store=tmp_path)) == 5
    assert len(figures.handovers(Viewer.team(), store=tmp_path)) == 0


def test_a_month_below_team_stands_at_its_last_published_day(store):
    municipality = figures.burn_up(Viewer.municipality(), by="buurt", store=store)
    assert shown(municipality[municipality["buurt_code"] == "BA"]) == lines("""
        buurt_code | buurt_name | month   | on_date    | households_helped | shown | as_of
        BA         | Buurt A    | 2026-09 | 2026-09-30 | 0                 | 0-2   | 2026-11-22
        BA         | Buurt A    | 2026-10 | 2026-10-31 | 3                 | 3     | 2026-11-22
        BA         | Buurt A    | 2026-11 | 2026-11-22 | 6                 | 6     | 2026-11-22
    """)
    champion = figures.burn_up(Viewer.champion(street="LIN"), by="buurt", store=store)
    assert list(champion["month"]) == ["2026-09", "2026-10"]


def test_the_city_below_team_is_the_exact_total(store):
    rows = figures.burn_up(Viewer.municipality(), store=store)
    assert shown(rows) == lines("""
        month   | on_date    | residents_helped | households_helped | planned_residents | shown | as_of
        2026-10 | 2026-10-31 | 2                | 1                 |                   | 1     | 2026-11-22
        2026-11 | 2026-11-22 | 5                | 2                 |                   | 2     | 2026-11-22
    """)
