"""Attack test 6: a group has one number at each milestone on each day, whoever asks and however it is handed over.

Two roundings of one count would fix it. So every number in a table of the command line, in a workbook and in a chart
is the one row of the published file. What the team sees beside it, and the pages: tests/publish/test_totals_tie.py
and tests/web.
"""

import csv
import io
import itertools
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from energiekop import charts, figures
from energiekop.catalogue import FIGURES, GRAINS
from energiekop.cli import app
from energiekop.palette import LIGHT
from energiekop.privacy import Viewer
from tests.figures.places import Somewhere
from tests.privacy.drawn_snapshot import ID
from tests.privacy.published_town import MONTH_ENDS, Town, published

# Who asks on the command line, what they add, and the kinds of place that are theirs.
ASKING = {
    "municipality": ("municipality", [], {"street", "complex"}),
    "adviser": ("adviser", ["--firm", "Bureau Noord"], set()),
    "champion of a street": ("champion", ["--street", "S03"], {"street"}),
    "champion of a complex": ("champion", ["--complex", "C09"], {"complex"}),
}
# Per figure of groups: the counts in its table, of which milestone (None: the row says), and its day.
COUNTS = {
    "progress": ([("households", "signed_up"), ("households_helped", "plan")], "as_of"),
    "funnel": ([("households", None)], "as_of"),
    "burn_up": ([("households_helped", "plan")], "on_date"),
    "moved": ([("households_now", None)], "as_of"),
    "map_values": ([("households_now", "plan")], "on_date"),
    "breakdown": ([("households", None)], "as_of"),
}
# kind, code, attribute, value, milestone, day
Number = tuple[str, str, str, str, str, str]
Table = list[dict[str, str]]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return published(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def in_the_file(town: Town) -> dict[Number, int]:
    """Every number of published.duckdb; the city's own are its totals."""
    with duckdb.connect(str(town.store / ID / "published.duckdb"), read_only=True) as con:
        rows = con.execute("""
            select kind, code, attribute, value, milestone, on_date::text, shown
            from figure join cell using (cell_id)
            union all
            select 'city', 'city', '', '', milestone, on_date::text, households from city where level = ''
        """).fetchall()
    numbers = {tuple(row[:-1]): row[-1] for row in rows}
    assert len(numbers) == len(rows), "a number is there twice"
    return numbers


def questions() -> Iterator[tuple[str, str, str]]:
    """Who asks which figure by what: all that the catalogue has of counts below team."""
    for who, (role, _, own) in ASKING.items():
        for name in COUNTS:
            for by in FIGURES[name].grains.get(role, ()):
                if role != "champion" or by in own or by not in ("street", "complex"):
                    yield who, name, by


def figures_command(town: Town, who: str, name: str, by: str, *more: object) -> str:
    """What `energiekop figures` prints."""
    role, scope, _ = ASKING[who]
    asked = ["figures", name, "--role", role, *scope, "--by", by, "--store", town.store, *more]
    done = CliRunner().invoke(app, [str(word) for word in asked])
    assert done.exit_code == 0, (asked, done.output)
    return done.stdout


def told(table: Table, name: str, by: str) -> Iterator[tuple[Number, int]]:
    """The numbers of a table, each with what it is about."""
    counts, day = COUNTS[name]
    place = GRAINS[by].keys[0] if GRAINS[by].keys else ""
    for row in table:
        kind, code = (by, row[place]) if place else ("city", "city")
        attribute = "tenure" if name == "breakdown" else ""
        for column, milestone in counts:
            if row[column] != "" and row.get("level", "") == "":
                step, value = milestone or row["milestone"], row.get("split_value", "")
                yield (kind, code, attribute, value, step, row[day]), int(row[column])


def test_every_number_of_the_command_line_is_the_one_that_was_published(
    town: Town, in_the_file: dict[Number, int]
) -> None:
    seen: dict[str, set[Number]] = {who: set() for who in ASKING}
    words: dict[tuple[str, ...], str] = {}
    for (who, name, by), as_of in itertools.product(questions(), [None, MONTH_ENDS[0]]):
        if as_of and by not in (
            "buurt",
            "street",
            "complex",
            "city",
        ):  # an earlier day: enough to see it kept
            continue
        day = ["--as-of", as_of] if as_of else []
        table = list(csv.DictReader(io.StringIO(figures_command(town, who, name, by, *day))))
        for about, number in told(table, name, by):
            assert number == in_the_file[about], (who, name, about)
            seen[who].add(about)
        keys = {*GRAINS[by].keys, *FIGURES[name].keys, "as_of"}
        for row in table:
            asked = (name, by, *(value for key, value in row.items() if key in keys))
            assert words.setdefault(asked, row["shown"]) == row["shown"], (who, asked)
    shared = [len(one & other) for one, other in itertools.combinations(seen.values(), 2)]
    assert min(shared) > 10, "they have hardly a number in common"
    everything = {about for about in in_the_file if about[2] in ("", "tenure")}
    assert len(set().union(*seen.values())) > len(everything) * 0.6


def test_a_workbook_holds_the_numbers_of_the_command_line(town: Town, tmp_path: Path) -> None:
    for who, name, by in questions():
        if by not in ("buurt", "street", "complex"):  # the larger ones are written by the same lines
            continue
        figures_command(town, who, name, by, "--out", tmp_path / "out.xlsx")
        head, *rows = CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_index(0).to_python()
        workbook = [dict(zip(head, map(as_text, row), strict=True)) for row in rows]
        printed = list(csv.DictReader(io.StringIO(figures_command(town, who, name, by))))
        assert list(told(workbook, name, by)) == list(told(printed, name, by))
        assert [row["shown"] for row in workbook] == [row["shown"] for row in printed]


def as_text(cell: object) -> str:
    """A cell of a workbook as a table has it."""
    if isinstance(cell, datetime):
        cell = cell.date()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


STEPS_WORDS = charts.StepsWords(steps={}, states={}, parts={}, number=lambda count: f"{count:.0f}")
GROWTH_WORDS = charts.BurnUpWords(
    target="goal", planned="planned", tail="not all in", occasions={}, number=lambda count: f"{count:.0f}",
    day=str, month=str,
)  # fmt: skip


def drawn(viewer: Viewer, town: Town, place: Somewhere, day: date) -> tuple[str, str, list[float]]:
    """The two charts of a place as they go to the browser, with what is told when one points; and the bars."""
    rows = figures.ask(viewer, "funnel", place=place, as_of=day, store=town.store)
    steps = charts.steps(rows, words=STEPS_WORDS, colours=LIGHT)
    months = figures.ask(viewer, "burn_up", place=place, as_of=day, store=town.store)
    growth = charts.burn_up(months, words=GROWTH_WORDS, colours=LIGHT, measure="households_helped",
                            occasions=pd.DataFrame(columns=["on_date", "occasion_kind", "label"]), tail_from=day)  # fmt: skip
    return steps.to_json(), growth.to_json(), [length or 0 for length in steps.data[0].x]


def test_a_chart_of_a_buurt_is_the_same_for_everybody(town: Town, in_the_file: dict[Number, int]) -> None:
    viewers = (Viewer.municipality(), Viewer.adviser("Bureau Noord"), Viewer.champion(street="S03"))
    made = [drawn(viewer, town, Somewhere("buurt", "B0"), MONTH_ENDS[-1]) for viewer in viewers]
    assert made[0] == made[1] == made[2]
    day = str(MONTH_ENDS[-1])
    steps = ("reached", "signed_up", "conversation", "advice", "plan", "measure")
    assert made[0][2] == [in_the_file["buurt", "B0", "", "", step, day] for step in steps]


@pytest.mark.parametrize(
    "place", [Somewhere("street", "S03"), Somewhere("complex", "C09")], ids=lambda at: at.kind
)
def test_a_chart_of_her_own_place_is_the_one_the_municipality_sees(town: Town, place: Somewhere) -> None:
    champion = Viewer.champion(**{place.kind: place.code})
    day = MONTH_ENDS[-1]
    assert drawn(champion, town, place, day) == drawn(Viewer.municipality(), town, place, day)


def test_every_figure_of_groups_below_team_is_looked_at() -> None:
    counted = {
        figure.name
        for figure in FIGURES.values()
        for measure in figure.measures
        if "group" in measure.audiences and measure.is_count and figure.headline
    }
    assert counted == set(COUNTS)
