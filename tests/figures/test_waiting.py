"""Where do households wait, and who hands over to whom?"""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import Viewer
from tests.privacy.drawn_snapshot import lines, make, shown

WINDOWS = """
    milestone    | days | turn
    reached      | 30   | community
    signed_up    | 42   | community
    conversation | 42   | firm
    advice       | 60   | household_and_firm
    plan         | 180  | household_and_municipality
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Reference day 2026-11-23. a and b wait for a conversation, c went on, d stopped, e moved."""
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        settings_window=WINDOWS,
        household="""
            household_id | street_id | lived_until | reached_on | signed_up_on | conversation_on | firm
            a            | LIN       |             | 2026-09-01 | 2026-11-13   |                 |
            b            | LIN       |             | 2026-09-01 | 2026-09-24   |                 |
            c            | DIJ       |             | 2026-09-01 | 2026-09-11   | 2026-11-03      | Bureau Noord
            d            | DIJ       |             | 2026-09-01 | 2026-09-21   |                 |
            e            | ZEE       | 2026-11-01  | 2026-09-01 | 2026-09-21   |                 |
        """,
        stop="""
            household_id | stopped_on | ended_on
            d            | 2026-10-01 |
            a            | 2026-10-01 | 2026-11-01
        """,
    )
    return store


def test_a_household_is_on_time_waits_too_long_or_stopped(store):
    rows = figures.waiting(Viewer.team(), by="city", store=store)
    assert shown(rows.iloc[1:3]) == lines("""
        milestone    | turn      | window_days | households | on_time | waiting_too_long | stopped | median_days | median_days_to_next | as_of
        signed_up    | community | 42          | 2          | 1       | 1                | 1       | 35          | 53                  | 2026-11-23
        conversation | firm      | 42          | 1          | 1       | 0                | 0       | 20          |                     | 2026-11-23
    """)


def test_by_party_names_whose_turn_it_is(store):
    rows = figures.waiting(Viewer.team(), store=store)
    assert list(rows.columns[:3]) == ["party", "milestone", "turn"]
    assert list(rows["party"]) == [line.split("|")[2].strip() for line in WINDOWS.strip().splitlines()[1:]]


def test_a_stop_counts_from_its_day_until_it_ended(store):
    rows = figures.waiting(Viewer.team(), by="city", as_of=date(2026, 10, 15), store=store)
    reached = rows[rows["milestone"] == "reached"]
    assert shown(reached, "households", "waiting_too_long", "stopped") == lines("""
        households | waiting_too_long | stopped
        0          | 0                | 1
    """)


def test_exactly_the_agreed_days_is_still_on_time(store):
    rows = figures.waiting(Viewer.team(), by="street", as_of=date(2026, 11, 5), store=store)
    lindestraat = rows[(rows["street_id"] == "LIN") & (rows["milestone"] == "signed_up")]
    assert shown(lindestraat, "on_time", "waiting_too_long", "median_days") == (
        "on_time | waiting_too_long | median_days\n1 | 0 | 42"
    )


def test_an_implied_step_is_counted_but_has_no_waiting_time(tmp_path):
    make(
        tmp_path,
        settings_window=WINDOWS,
        household="""
            household_id | street_id | reached_on | reached_seen_on | signed_up_on | signed_up_seen_on
            a            | LIN       | 2026-11-01 |                 | 2026-11-01   |
            b            | LIN       | 2026-11-01 | 2026-11-01      | 2026-11-11   | 2026-11-11
        """,
    )
    rows = figures.waiting(Viewer.team(), by="city", store=tmp_path)
    assert shown(rows.head(2), "milestone", "households", "median_days", "median_days_to_next") == lines("""
        milestone | households | median_days | median_days_to_next
        reached   | 0          |             | 10
        signed_up | 2          | 12          |
    """)


def test_a_handover_lies_between_two_filed_steps_of_different_parties(tmp_path):
    make(
        tmp_path,
        household="""
            household_id | street_id | reached_on | reached_party | signed_up_on | signed_up_seen_on | signed_up_party | conversation_on | conversation_seen_on | conversation_party | advice_on  | advice_seen_on | advice_party | reached_seen_on
            a            | LIN       | 2026-01-01 | community     | 2026-01-11   | 2026-01-11        | community       | 2026-02-01      |                      |                    | 2026-02-01 | 2026-02-01     | consultancy  | 2026-01-01
            b            | DIJ       | 2026-01-01 | community     | 2026-01-05   | 2026-01-05        | municipality    | 2026-01-25      | 2026-01-25           | consultancy        |            |                |              | 2026-01-01
            c            | DIJ       | 2026-01-01 | community     | 2026-01-01   |                   |                 | 2026-01-01      |                      |                    | 2026-02-10 | 2026-02-10     | consultancy  | 2026-01-01
        """,
    )
    rows = figures.handovers(Viewer.team(), store=tmp_path)
    assert shown(rows) == lines("""
        from_party   | to_party     | milestone    | households | median_days | as_of
        community    | municipality | signed_up    | 1          | 4           | 2026-11-23
        municipality | consultancy  | conversation | 1          | 20          | 2026-11-23
        community    | consultancy  | advice       | 2          | 30.5        | 2026-11-23
    """)
    by_buurt = figures.handovers(Viewer.team(), by="buurt", as_of=date(2026, 1, 31), store=tmp_path)
    assert shown(by_buurt, "buurt_code", "buurt_name", "milestone") == lines("""
        buurt_code | buurt_name | milestone
        BB         | Buurt B    | signed_up
        BB         | Buurt B    | conversation
    """)
