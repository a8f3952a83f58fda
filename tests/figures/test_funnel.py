"""Which step have households taken?"""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import Viewer
from tests.privacy.drawn_snapshot import lines, make, shown

STEPS = ("reached", "signed_up", "conversation", "advice", "plan", "measure")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        household="""
            household_id | street_id | reached_on | signed_up_on | conversation_on | firm         | residents
            a            | LIN       | 2026-01-05 | 2026-01-10   | 2026-02-01      | Bureau Noord | 2
            b            | DIJ       | 2026-01-05 | 2026-03-10   |                 |              | 3
            c            | DIJ       | 2026-05-05 |              |                 |              | 1
        """,
        published_figure="""
            cell_id | milestone    | on_date    | shown
            5       | reached      | 2026-10-31 | 60
            5       | signed_up    | 2026-10-31 | 30
            5       | conversation | 2026-10-31 | 30
            5       | advice       | 2026-10-31 | 27
            5       | plan         | 2026-10-31 | 3
            5       | measure      | 2026-10-31 | 0
            6       | reached      | 2026-10-31 | 30
            6       | signed_up    | 2026-10-31 | 0
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            reached   |       | 2026-10-31 | 40         | 90
            signed_up |       | 2026-10-31 | 1          | 2
        """,
    )
    return store


def test_a_household_counts_at_a_step_it_took_and_conversion_is_the_share_of_the_step_before(store):
    rows = figures.funnel(Viewer.team(), store=store)
    assert shown(rows) == lines("""
        milestone    | households | residents | conversion | as_of
        reached      | 3          | 6         |            | 2026-11-23
        signed_up    | 2          | 5         | 0.666667   | 2026-11-23
        conversation | 1          | 2         | 0.5        | 2026-11-23
        advice       | 0          | 0         | 0          | 2026-11-23
        plan         | 0          | 0         |            | 2026-11-23
        measure      | 0          | 0         |            | 2026-11-23
    """)


def test_as_of_a_day_counts_what_had_happened_by_then(store):
    rows = figures.funnel(Viewer.team(), as_of=date(2026, 3, 10), store=store)
    assert list(rows["households"]) == [2, 2, 1, 0, 0, 0]


def test_a_day_after_the_last_delivery_is_the_day_of_that_delivery(store):
    rows = figures.funnel(Viewer.team(), as_of=date(2030, 1, 1), store=store)
    assert {str(day.date()) for day in rows["as_of"]} == {"2026-11-23"}


def test_every_place_has_every_step_and_a_firm_its_own(store):
    by_buurt = figures.funnel(Viewer.team(), by="buurt", store=store)
    assert [tuple(key) for key in by_buurt[["buurt_code", "milestone"]].to_numpy()] == [
        (buurt, step) for buurt in ("BA", "BB", "BC") for step in STEPS
    ]
    by_firm = figures.funnel(Viewer.team(), by="firm", store=store)
    assert shown(by_firm.head(2), "firm", "milestone", "households") == lines("""
        firm         | milestone | households
        Bureau Noord | reached   | 1
        Bureau Noord | signed_up | 1
    """)


def test_the_team_combines_filters_and_sees_only_the_places_they_leave(store):
    rows = figures.ask(
        Viewer.team(), "funnel", by="buurt", firm="Bureau Noord", street="Lindestraat", store=store
    )
    assert set(rows["buurt_code"]) == {"BA"} and list(rows["households"]) == [1, 1, 1, 0, 0, 0]
    none = figures.ask(Viewer.team(), "funnel", by="buurt", firm="Bureau Noord", street="Dijk", store=store)
    assert len(none) == 0


def test_below_team_a_share_is_told_of_thirty_or_more_and_never_near_none_or_all(store):
    rows = figures.funnel(Viewer.municipality(), by="buurt", store=store)
    assert shown(rows[rows["buurt_code"] != "BC"]) == lines("""
        buurt_code | buurt_name | milestone    | households | conversion | shown | as_of
        BA         | Buurt A    | reached      | 60         |            | 60    | 2026-10-31
        BA         | Buurt A    | signed_up    | 30         | 0.5        | 30    | 2026-10-31
        BA         | Buurt A    | conversation | 30         | 0.95       | 30    | 2026-10-31
        BA         | Buurt A    | advice       | 27         | 0.9        | 27    | 2026-10-31
        BA         | Buurt A    | plan         | 3          |            | 3     | 2026-10-31
        BA         | Buurt A    | measure      | 0          |            | 0-2   | 2026-10-31
        BB         | Buurt B    | reached      | 30         |            | 28 of meer | 2026-10-31
        BB         | Buurt B    | signed_up    | 0          | 0.05       | 0-2   | 2026-10-31
        BB         | Buurt B    | conversation |            |            |       | 2026-10-31
        BB         | Buurt B    | advice       |            |            |       | 2026-10-31
        BB         | Buurt B    | plan         |            |            |       | 2026-10-31
        BB         | Buurt B    | measure      |            |            |       | 2026-10-31
    """)


def test_the_words_are_in_the_asked_language(store):
    answer = figures.answer(Viewer.municipality(), "funnel", by="buurt", language="en", store=store)
    assert "28 or more" in set(answer.rows["shown"])
    assert figures.about(answer, "en").disclosure.startswith("Counts are rounded")


def test_the_city_shows_residents_to_every_role(store):
    rows = figures.funnel(Viewer.champion(street="LIN"), by="city", store=store)
    assert shown(rows.head(2)) == lines("""
        milestone | households | residents | conversion | shown | as_of
        reached   | 40         | 90        |            | 40    | 2026-10-31
        signed_up | 1          | 2         | 0.025      | 1     | 2026-10-31
    """)
