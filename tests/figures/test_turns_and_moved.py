"""Whose turn is it, and what moved?"""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, OutOfScope, Viewer
from tests.figures.places import Somewhere
from tests.figures.test_states import WINDOWS
from tests.privacy.drawn_snapshot import lines, make, shown

TEAM = Viewer.team()


@pytest.fixture(scope="module")
def waiting(tmp_path_factory):
    """a waits for the community, b and c for a firm, d and e for themselves and the municipality; f stopped."""
    store = tmp_path_factory.mktemp("waiting")
    make(
        store,
        settings_window=WINDOWS,
        household="""
            household_id | street_id | reached_on | signed_up_on | conversation_on | advice_on  | plan_on
            a            | LIN       | 2026-11-20 |              |                 |            |
            b            | LIN       | 2026-05-01 | 2026-05-01   | 2026-11-01      |            |
            c            | DIJ       | 2026-05-01 | 2026-05-01   | 2026-06-01      |            |
            d            | DIJ       | 2026-05-01 | 2026-05-01   | 2026-06-01      | 2026-06-10 | 2026-06-20
            e            | ZEE       | 2026-05-01 | 2026-05-01   | 2026-06-01      | 2026-06-10 | 2026-11-20
            f            | ZEE       | 2026-05-01 | 2026-05-01   | 2026-06-01      |            |
        """,
        stop="household_id | stopped_on | ended_on\nf | 2026-07-01 |",
        service="""
            household_id | desk         | kind     | record_key | asked_on   | answered_on
            d            | municipality | grant    | 1          | 2026-11-03 |
            d            | municipality | permit   | 2          | 2026-11-13 |
            e            | municipality | grant    | 3          | 2026-11-03 | 2026-11-10
            c            | gemeente     | question | 4          | 2026-11-13 |
            f            | consultancy  | quote    | 5          | 2026-06-03 |
            b            | community    | question | 6          | 2026-12-03 |
        """,
    )
    return store


def test_each_desk_sees_who_waits_for_it_and_what_was_asked_of_it(waiting):
    assert shown(figures.turns(TEAM, store=waiting)) == lines("""
        desk         | waiting | too_long | together | asked | median_days_asked | as_of
        household    | 2       | 1        | 2        | 0     |                   | 2026-11-23
        community    | 1       | 0        | 0        | 0     |                   | 2026-11-23
        consultancy  | 2       | 1        | 0        | 0     |                   | 2026-11-23
        municipality | 2       | 1        | 2        | 2     | 10                | 2026-11-23
    """)


def test_an_answer_given_later_was_still_open_then_and_a_place_has_its_own_desks(waiting):
    then = figures.turns(TEAM, as_of=date(2026, 11, 9), store=waiting)
    assert list(then["asked"]) == [0, 0, 0, 2]
    lindestraat = figures.turns(TEAM, Somewhere("street", "LIN"), store=waiting)
    assert shown(lindestraat, "street_id", "street_name", "desk", "waiting") == lines("""
        street_id | street_name | desk         | waiting
        LIN       | Lindestraat | household    | 0
        LIN       | Lindestraat | community    | 1
        LIN       | Lindestraat | consultancy  | 1
        LIN       | Lindestraat | municipality | 0
    """)


def test_turns_are_for_the_team(waiting):
    for viewer in (Viewer.municipality(), Viewer.adviser("Noord"), Viewer.champion(street="LIN")):
        with pytest.raises(OutOfScope, match=f"turns is not shown to the role {viewer.role}, because"):
            figures.turns(viewer, store=waiting)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """a is new and reported at once; b happened in July, reported last week; c is old; d was reported late too."""
    store = tmp_path_factory.mktemp("moved")
    make(
        store,
        settings_window=WINDOWS,
        household="""
            household_id | street_id | residents | plan_level | reached_on | reached_known_on | plan_on    | plan_known_on
            a            | LIN       | 2         | huis       | 2026-11-18 | 2026-11-20       | 2026-11-19 | 2026-11-20
            b            | LIN       | 3         | straat     | 2026-07-01 | 2026-11-20       | 2026-07-10 | 2026-11-20
            c            | DIJ       | 4         | huis       | 2026-03-01 | 2026-03-10       | 2026-04-01 | 2026-04-10
            d            | ZEE       | 1         |            | 2026-05-01 | 2026-11-18       |            |
        """,
        published_figure="""
            cell_id | milestone | on_date    | shown
            5       | plan      | 2026-10-31 | 3
            5       | plan      | 2026-11-15 | 6
            5       | plan      | 2026-11-22 | 9
            8       | plan      | 2026-09-30 | 0
            8       | plan      | 2026-10-31 | 3
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            plan      |       | 2026-11-15 | 2          | 7
            plan      | huis  | 2026-11-15 | 1          | 4
            plan      |       | 2026-11-23 | 3          | 9
            plan      | huis  | 2026-11-23 | 2          | 6
        """,
    )
    return store


def test_what_moved_is_what_became_known_and_how_much_of_it_happened_earlier(store):
    rows = figures.moved(TEAM, store=store)
    assert shown(rows[rows["milestone"].isin(["reached", "plan"])]) == lines("""
        milestone | level   | since      | households_now | residents_now | households | residents | households_earlier | residents_earlier | as_of
        reached   |         | 2026-11-16 | 4              | 10            | 3          | 6         | 2                  | 4                 | 2026-11-23
        plan      |         | 2026-11-16 | 3              | 9             | 2          | 5         | 1                  | 3                 | 2026-11-23
        plan      | huis    | 2026-11-16 | 2              | 6             | 1          | 2         | 0                  | 0                 | 2026-11-23
        plan      | straat  | 2026-11-16 | 1              | 3             | 1          | 3         | 1                  | 3                 | 2026-11-23
        plan      | complex | 2026-11-16 | 0              | 0             | 0          | 0         | 0                  | 0                 | 2026-11-23
        plan      | buurt   | 2026-11-16 | 0              | 0             | 0          | 0         | 0                  | 0                 | 2026-11-23
    """)


def test_the_levels_add_up_to_the_step_in_every_period_and_place(store):
    for period in ("week", "month", "quarter"):
        for kind in ("city", "stadsdeel", "buurt", "street"):
            rows = figures.moved(TEAM, None, period, by=kind, store=store)
            plan = rows[rows["milestone"] == "plan"]
            whole, parts = plan[plan["level"] == ""], plan[plan["level"] != ""]
            for measure in ("households", "residents", "households_now", "households_earlier"):
                assert whole[measure].sum() == parts[measure].sum()


def test_what_was_not_yet_handed_in_did_not_move_then(store):
    rows = figures.moved(TEAM, Somewhere("buurt", "BA"), "week", as_of=date(2026, 11, 19), store=store)
    assert list(rows["buurt_code"].unique()) == ["BA"] and rows["households_now"].sum() == 0


def test_before_the_first_delivery_there_is_nothing_to_compare_with(store):
    rows = figures.moved(TEAM, None, "quarter", as_of=date(2026, 4, 11), store=store)
    assert rows["since"].isna().all()
    assert list(rows.loc[rows["milestone"] == "plan", "households"])[:2] == [1, 1]


def test_below_team_it_is_the_difference_of_two_published_days(store):
    city = figures.moved(Viewer.municipality(), store=store)
    assert shown(city[city["level"].isin(["", "huis"]) & (city["milestone"] == "plan")]) == lines("""
        milestone | level | since      | households_now | residents_now | households | residents | shown | as_of
        plan      |       | 2026-11-15 | 3              | 9             | 1          | 2         | 3     | 2026-11-23
        plan      | huis  | 2026-11-15 | 2              | 6             | 1          | 2         | 2     | 2026-11-23
    """)
    buurt = figures.moved(Viewer.municipality(), Somewhere("buurt", "BA"), store=store)
    assert shown(buurt[buurt["milestone"] == "plan"]) == lines("""
        buurt_code | buurt_name | milestone | level | dwellings | since      | households_now | households | shown | as_of
        BA         | Buurt A    | plan      |       | 70        | 2026-11-15 | 9              | 3          | 9     | 2026-11-22
    """)


def test_a_champion_compares_month_ends_and_a_first_day_with_nothing(store):
    champion = Viewer.champion(street="LIN")
    now = figures.moved(champion, store=store)
    first = figures.moved(champion, as_of=date(2026, 10, 1), store=store)
    plan = "milestone", "since", "households_now", "households"
    assert shown(now[now["milestone"] == "plan"], *plan) == lines("""
        milestone | since      | households_now | households
        plan      | 2026-09-30 | 3              | 3
    """)
    assert shown(first[first["milestone"] == "plan"], *plan) == lines("""
        milestone | since | households_now | households
        plan      |       | 0              |
    """)


def test_a_period_that_is_not_there_is_named(store):
    with pytest.raises(NotForRole) as refused:
        figures.ask(TEAM, "moved", chosen={"period": "year"}, store=store)
    assert str(refused.value) == (
        'moved has no period "year"; it may be asked with period week, month or quarter.'
    )
    with pytest.raises(NotForRole, match="progress is not asked with period"):
        figures.ask(TEAM, "progress", chosen={"period": "week"}, store=store)
