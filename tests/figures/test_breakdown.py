"""How far is each part of a group, and who may ask?"""

from datetime import date
from pathlib import Path

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, Viewer
from tests.privacy.drawn_snapshot import lines, make, shown

FIGURE = """
    cell_id | milestone | split     | on_date    | shown
    13      | plan      |           | 2026-10-31 | 6
    14      | plan      |           | 2026-10-31 | 0
    5       | plan      |           | 2026-10-31 | 9
    5       | plan      |           | 2026-11-22 | 12
    3       | plan      |           | 2026-10-31 | 12
    3       | plan      | community | 2026-10-31 | 9
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    make(tmp_path, published_figure=FIGURE)
    return tmp_path


def test_each_part_has_its_households_and_a_share_where_it_is_large_enough(store: Path) -> None:
    rows = figures.breakdown(Viewer.municipality(), by="buurt", store=store)
    assert shown(rows, "buurt_code", "split_value", "milestone", "dwellings", "households", "share", "shown", "as_of") == lines("""
        buurt_code | split_value | milestone | dwellings | households | share | shown | as_of
        BA         | owner       | plan      | 29        | 6          |       | 6     | 2026-10-31
        BA         | vve         | plan      | 41        | 0          | 0     | 0-2   | 2026-10-31
    """)  # fmt: skip


def test_what_a_party_brought_is_counted_among_all_dwellings_of_the_wijk(store: Path) -> None:
    rows = figures.breakdown(Viewer.municipality(), split="party", by="wijk", store=store)
    assert shown(rows, "wijk_code", "split_value", "milestone", "dwellings", "households", "share") == lines("""
        wijk_code | split_value | milestone | dwellings | households | share
        WA        | community   | plan      | 100       | 9          |
    """)


def test_a_breakdown_moves_once_a_month_also_where_the_group_moves_each_week(store: Path) -> None:
    asked = figures.answer(Viewer.adviser("Bureau X"), "breakdown", by="buurt", store=store)
    assert asked.as_of == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("viewer", "by", "told"),
    [
        (
            Viewer.municipality(),
            "street",
            "The role municipality may not ask breakdown by street; it may ask by city, wijk, buurt or complex.",
        ),
        (
            Viewer.adviser("Bureau X"),
            "complex",
            "The role adviser may not ask breakdown by complex; it may ask by city, wijk or buurt.",
        ),
    ],
)
def test_no_street_is_broken_down(store: Path, viewer: Viewer, by: str, told: str) -> None:
    with pytest.raises(NotForRole) as refused:
        figures.breakdown(viewer, by=by, store=store)
    assert str(refused.value) == told


def test_a_champion_sees_no_part_of_a_group(store: Path) -> None:
    with pytest.raises(NotForRole, match="breakdown is not shown to the role champion"):
        figures.breakdown(Viewer.champion(street="LIN"), store=store)


def test_another_breakdown_is_refused_by_its_name(store: Path) -> None:
    with pytest.raises(NotForRole, match='breakdown has no split "firm"; it may be asked with split tenure'):
        figures.answer(Viewer.municipality(), "breakdown", by="buurt", chosen={"split": "firm"}, store=store)
