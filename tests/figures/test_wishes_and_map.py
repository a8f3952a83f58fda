"""What do residents want, and what colours the map?"""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, Viewer
from tests.figures.places import Somewhere
from tests.figures.test_states import WINDOWS
from tests.privacy.drawn_snapshot import lines, make, shown

TEAM = Viewer.team()
MUNICIPALITY = Viewer.municipality()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        settings_window=WINDOWS,
        street="""
            street_id | street_name | buurt_code | dwellings
            LIN       | Lindestraat | BA         | 14
            DIJ       | Dijk        | BB         | 30
        """,
        buurt="""
            buurt_code | buurt_name | wijk_code | stadsdeel_code | dwellings
            BA         | Buurt A    | WA        | SN             | 4
            BB         | Buurt B    | WA        | SN             | 40
            BC         | Buurt C    | WB        | SZ             | 0
        """,
        household="""
            household_id | street_id | reached_on | signed_up_on | conversation_on | plan_on    | lived_until
            a            | LIN       | 2026-08-01 | 2026-08-01   | 2026-08-20      | 2026-09-30 |
            b            | LIN       | 2026-08-01 | 2026-08-01   | 2026-08-20      | 2026-11-20 |
            c            | DIJ       | 2026-08-01 | 2026-08-01   | 2026-08-10      |            |
            d            | DIJ       | 2026-08-01 | 2026-08-01   | 2026-11-20      |            |
            e            | DIJ       | 2026-08-01 | 2026-08-01   | 2026-08-10      |            | 2026-10-10
            f            | DIJ       | 2024-01-01 | 2024-01-01   | 2024-01-01      | 2024-02-01 |
        """,
        stop="household_id | stopped_on | ended_on\nc | 2026-11-01 |",
        wish="""
            wish_id | household_id | asked_on   | wish          | topic   | answered_on | answered_by
            1       | a            | 2026-10-01 | Minder tocht  | comfort | 2026-11-01  | gemeente
            2       | a            | 2026-10-09 | minder tocht  | comfort |             |
            3       | c            | 2026-10-09 | Minder tocht  | comfort |             |
            4       | c            | 2026-11-20 | Samen inkopen | samen   | 2026-11-21  | koploper
            5       |              | 2026-11-20 | Minder tocht  | comfort |             |
        """,
        published_voice="""
            wish          | topic   | on_date    | asked | answered
            Minder tocht  | comfort | 2026-11-15 | 12    | 6
            Minder tocht  | comfort | 2026-11-22 | 15    | 6
            Samen inkopen | samen   | 2026-11-22 | 21    | 21
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            plan      |       | 2026-11-15 | 2          | 7
            plan      |       | 2026-11-23 | 3          | 9
        """,
        published_figure="""
            cell_id | milestone | on_date    | shown
            5       | plan      | 2026-09-30 | 0
            5       | plan      | 2026-10-31 | 21
            5       | plan      | 2026-11-22 | 24
            8       | plan      | 2026-10-31 | 12
            10      | plan      | 2026-10-31 | 30
        """,
    )
    return store


def test_a_household_that_asks_twice_counts_once_and_one_without_address_counts_in_the_city(store):
    assert shown(figures.wishes(TEAM, store=store)) == lines("""
        wish          | topic   | asked | answered | as_of
        Minder tocht  | comfort | 3     | 1        | 2026-11-23
        Samen inkopen | samen   | 1     | 1        | 2026-11-23
    """)
    assert shown(
        figures.wishes(TEAM, Somewhere("buurt", "BB"), as_of=date(2026, 11, 20), store=store)
    ) == lines("""
        buurt_code | buurt_name | wish          | topic   | asked | answered | as_of
        BB         | Buurt B    | Minder tocht  | comfort | 1     | 0        | 2026-11-20
        BB         | Buurt B    | Samen inkopen | samen   | 1     | 0        | 2026-11-20
    """)


@pytest.mark.parametrize("viewer", [MUNICIPALITY, Viewer.adviser("Noord"), Viewer.champion(street="LIN")])
def test_below_team_wishes_are_those_published_for_the_city(store, viewer):
    assert shown(figures.wishes(viewer, store=store)) == lines("""
        wish          | topic   | on_date    | asked | answered | as_of
        Samen inkopen | samen   | 2026-11-22 | 21    | 21       | 2026-11-23
        Minder tocht  | comfort | 2026-11-22 | 15    | 6        | 2026-11-23
    """)
    then = figures.wishes(viewer, as_of=date(2026, 11, 20), store=store)
    assert list(then["asked"]) == [12]
    with pytest.raises(
        NotForRole, match=f"The role {viewer.role} may not ask wishes by buurt; it may ask by city"
    ):
        figures.wishes(viewer, Somewhere("buurt", "BA"), store=store)


def test_the_map_has_all_months_at_once_and_a_place_without_dwellings_is_unknown(store):
    rows = figures.map_values(TEAM, "buurt", store=store)
    assert len(rows) == 3 * 24 and rows["month"].iloc[0] == "2024-12"
    last = rows[rows["month"] >= "2026-09"]
    assert shown(last, "buurt_code", "month", "on_date", "households", "value") == lines("""
        buurt_code | month   | on_date    | households | value
        BA         | 2026-09 | 2026-09-30 | 1          | 0.25
        BA         | 2026-10 | 2026-10-31 | 1          | 0.25
        BA         | 2026-11 | 2026-11-23 | 2          | 0.5
        BB         | 2026-09 | 2026-09-30 | 1          | 0.025
        BB         | 2026-10 | 2026-10-31 | 1          | 0.025
        BB         | 2026-11 | 2026-11-23 | 1          | 0.025
        BC         | 2026-09 | 2026-09-30 | 0          |
        BC         | 2026-10 | 2026-10-31 | 0          |
        BC         | 2026-11 | 2026-11-23 | 0          |
    """)


def test_change_is_what_came_in_the_month_also_in_the_first_one(store):
    rows = figures.map_values(TEAM, "buurt", "change", months=12, as_of=date(2026, 10, 31), store=store)
    buurt = rows[rows["buurt_code"] == "BA"]
    assert len(buurt) == 12
    assert shown(
        buurt[buurt["month"] >= "2026-09"], "month", "households_now", "households", "value"
    ) == lines("""
        month   | households_now | households | value
        2026-09 | 1              | 1          | 0.25
        2026-10 | 1              | 0          | 0
    """)
    first = figures.map_values(TEAM, "buurt", "change", months=24, as_of=date(2026, 1, 31), store=store)
    assert list(first.loc[first["buurt_code"] == "BB", "households"])[:2] == [1, 0]  # f, in February 2024


def test_waiting_too_long_is_a_share_of_those_who_wait_on_that_day(store):
    rows = figures.map_values(TEAM, "buurt", "too_long", store=store)
    dijk = rows[(rows["buurt_code"] == "BB") & (rows["month"] >= "2026-08")]
    assert shown(dijk, "month", "households", "value") == lines("""
        month   | households | value
        2026-08 | 2          | 0.5
        2026-09 | 4          | 1
        2026-10 | 3          | 1
        2026-11 | 1          | 0.5
    """)


@pytest.mark.parametrize("as_of", [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 23)])
def test_the_map_says_what_the_other_figures_say(store, as_of):
    asked = {"as_of": as_of, "store": store}
    for kind in ("stadsdeel", "gebied", "wijk", "buurt", "street"):
        share, too_long = (
            rows[rows["month"] == f"{as_of:%Y-%m}"]
            for rows in (
                figures.map_values(TEAM, kind, measure, **asked) for measure in ("share", "too_long")
            )
        )
        progress = figures.progress(TEAM, by=kind, **asked)
        bars = figures.states(TEAM, by=kind, **asked)
        assert list(share["households"]) == list(progress["households_helped"])
        code = bars.columns[0]
        assert dict(zip(too_long[code], too_long["households"], strict=True)) == dict(
            bars.groupby(code)["too_long"].sum()
        )


def test_below_team_a_small_street_has_a_count_and_no_share(store):
    buurt = figures.map_values(MUNICIPALITY, "buurt", store=store)
    assert shown(buurt[buurt["buurt_code"] == "BA"]) == lines("""
        buurt_code | buurt_name | month | on_date | dwellings | households_now | households | value | shown | as_of
        BA | Buurt A | 2026-09 | 2026-09-30 | 70 | 0  | 0  | 0    | 0-2 | 2026-11-22
        BA | Buurt A | 2026-10 | 2026-10-31 | 70 | 21 | 21 | 0.3  | 21  | 2026-11-22
        BA | Buurt A | 2026-11 | 2026-11-22 | 70 | 24 | 24 | 0.34 | 24  | 2026-11-22
    """)
    street = figures.map_values(MUNICIPALITY, "street", store=store)
    assert shown(street, "street_id", "households", "value", "shown") == lines("""
        street_id | households | value | shown
        DIJ       | 30         | 1     | 28 of meer
        KER       |            |       |
        LIN       | 12         |       | 10 of meer
        ZEE       |            |       |
    """)
    change = figures.map_values(MUNICIPALITY, "buurt", "change", store=store)
    assert list(change.loc[change["buurt_code"] == "BA", "households"].fillna(-1)) == [-1, 21, 3]


def test_waiting_on_the_map_is_for_the_team_and_an_adviser_has_no_streets(store):
    with pytest.raises(NotForRole) as waiting:
        figures.map_values(MUNICIPALITY, "buurt", "too_long", store=store)
    assert str(waiting.value) == (
        "The role municipality may not ask map_values with measure too_long, because in small groups people "
        "could be recognised; it may be asked with measure share or change."
    )
    with pytest.raises(NotForRole, match="adviser may not ask map_values by street"):
        figures.map_values(Viewer.adviser("Noord"), "street", store=store)
