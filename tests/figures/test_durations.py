"""How long does it take from step to step, and who may ask?"""

from datetime import date
from pathlib import Path

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, Viewer
from tests.privacy.drawn_snapshot import lines, make, shown

CITY = """
    cell_id | kind  | code | name     | attribute | value | dwellings
    0       | city  |      | Demostad |           |       | 150
    3       | wijk  | WA   | Wijk A   |           |       | 100
    4       | wijk  | WB   | Wijk B   |           |       | 32
"""
DURATION = """
    cell_id | from_step    | to_step | quarter    | weeks
    0       | conversation | advice  | 2026-01-01 | 7
    0       | advice       | plan    | 2026-07-01 | 9
    3       | advice       | plan    | 2026-07-01 | 8
    4       | advice       | plan    | 2026-07-01 | 10
"""
# Every month-end of a year; Sundays are there too, but a quarter is not over on one.
DAYS = "\n".join(["milestone | level | on_date | households | residents",
                  *(f"plan | | {day} | 90 | 200" for day in ("2026-03-31", "2026-06-30", "2026-09-30", "2026-10-31"))])  # fmt: skip
FIGURE = "\n".join(["cell_id | milestone | on_date | shown",
                    *(f"3 | plan | {day} | 90" for day in ("2026-03-31", "2026-06-30", "2026-09-30", "2026-10-31"))])  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    make(
        tmp_path,
        published_cell=CITY,
        published_duration=DURATION,
        published_city=DAYS,
        published_figure=FIGURE,
    )
    return tmp_path


def test_each_pair_of_steps_has_its_weeks_in_each_quarter_that_is_told_of(store: Path) -> None:
    rows = figures.durations(Viewer.municipality(), store=store)
    assert shown(rows) == lines("""
        from_step    | to_step      | quarter    | weeks | as_of
        reached      | signed_up    | 2026-01-01 |       | 2026-10-31
        signed_up    | conversation | 2026-01-01 |       | 2026-10-31
        conversation | advice       | 2026-01-01 | 7     | 2026-10-31
        advice       | plan         | 2026-01-01 |       | 2026-10-31
        plan         | measure      | 2026-01-01 |       | 2026-10-31
        signed_up    | plan         | 2026-01-01 |       | 2026-10-31
        reached      | signed_up    | 2026-07-01 |       | 2026-10-31
        signed_up    | conversation | 2026-07-01 |       | 2026-10-31
        conversation | advice       | 2026-07-01 |       | 2026-10-31
        advice       | plan         | 2026-07-01 | 9     | 2026-10-31
        plan         | measure      | 2026-07-01 |       | 2026-10-31
        signed_up    | plan         | 2026-07-01 |       | 2026-10-31
    """)


def test_both_roles_read_the_same_of_one_group(store: Path) -> None:
    rows = figures.durations(Viewer.municipality(), by="wijk", store=store)
    told = rows[rows["weeks"].notna()]
    assert shown(told, "wijk_code", "to_step", "quarter", "weeks") == lines("""
        wijk_code | to_step | quarter    | weeks
        WA        | plan    | 2026-07-01 | 8
        WB        | plan    | 2026-07-01 | 10
    """)
    assert rows.equals(figures.durations(Viewer.adviser("Bureau X"), by="wijk", store=store))


def test_as_of_a_day_in_a_quarter_that_quarter_is_not_over(store: Path) -> None:
    rows = figures.durations(Viewer.municipality(), as_of=date(2026, 9, 29), store=store)
    assert set(rows["quarter"].dt.date) == {date(2026, 1, 1)}
    rows = figures.durations(Viewer.municipality(), as_of=date(2026, 9, 30), store=store)
    assert set(rows["quarter"].dt.date) == {date(2026, 1, 1), date(2026, 7, 1)}


@pytest.mark.parametrize(
    ("viewer", "by", "told"),
    [
        (
            Viewer.municipality(),
            "street",
            "The role municipality may not ask durations by street; it may ask by city, stadsdeel, gebied, wijk, "
            "buurt or complex.",
        ),
        (
            Viewer.adviser("Bureau X"),
            "complex",
            "The role adviser may not ask durations by complex; it may ask by city, stadsdeel, gebied, wijk or buurt.",
        ),
    ],
)
def test_no_street_is_asked_for(store: Path, viewer: Viewer, by: str, told: str) -> None:
    with pytest.raises(NotForRole) as refused:
        figures.answer(viewer, "durations", by=by, store=store)
    assert str(refused.value) == told


def test_a_champion_is_not_told(store: Path) -> None:
    with pytest.raises(NotForRole, match="durations is not shown to the role champion"):
        figures.durations(Viewer.champion(street="LIN"), store=store)


def test_the_team_sees_each_median_by_street_too_and_only_of_filed_steps(tmp_path: Path) -> None:
    make(
        tmp_path,
        household="""
            household_id | street_id | advice_on  | advice_seen_on | plan_on    | plan_seen_on
            a            | LIN       | 2026-07-01 | 2026-07-01     | 2026-07-11 | 2026-07-11
            b            | LIN       | 2026-07-01 | 2026-07-01     | 2026-07-12 | 2026-07-12
            c            | LIN       | 2026-08-01 |                | 2026-08-01 | 2026-08-01
            d            | DIJ       | 2026-08-01 | 2026-08-01     | 2026-10-01 | 2026-10-01
            e            | DIJ       | 2026-08-01 | 2026-08-11     | 2026-08-01 | 2026-08-01
        """,
    )
    rows = figures.durations(Viewer.team(), by="street", store=tmp_path)
    assert shown(
        rows, "street_id", "from_step", "to_step", "quarter", "weeks", "households", "as_of"
    ) == lines("""
        street_id | from_step | to_step | quarter    | weeks | households | as_of
        LIN       | advice    | plan    | 2026-07-01 | 2     | 2          | 2026-11-23
    """)  # ten and eleven days are a week and a half; of the Dijk October's quarter is not over
