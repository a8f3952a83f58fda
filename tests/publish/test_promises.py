"""Each promise of a snapshot, broken once: the query that holds it says so, and says nothing before."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from energiekop.disclosure import BASE, MINIMUM_GROUP, TIMED_FROM
from energiekop.publish import check, store
from energiekop.publish.promises import CHECKS
from energiekop.warehouse.models import CHECKS as OF_MODELS
from energiekop.warehouse.models import run_checks
from tests.town import Town

# Promise -> what breaks it, in the file (or between the files) that it is about.
BREAKING = {
    "published/a_figure_is_a_multiple_of_three_and_not_below_zero": "update published.figure set shown = 4",
    "published/a_figure_is_at_most_what_its_group_allows": "update published.figure set shown = 300",
    "published/a_group_has_enough_dwellings": "update published.cell set dwellings = 9",
    "published/every_figure_is_about_a_group": "update published.figure set cell_id = 999",
    "published/a_part_is_at_most_its_whole":
        "update published.figure set shown = 3000 where split = 'community'",
    "published/streets_complexes_and_parts_move_once_a_month": "update published.figure set on_date = on_date - 1",
    "published/a_figure_never_falls_as_days_go_by":
        "update published.figure set shown = 3 where on_date = (select min(on_date) from published.figure)",
    "published/a_wish_is_told_in_multiples_of_three_by_enough_households":
        "insert into published.voice values ('Warmte', 'comfort', date '2025-01-31', 7, 0)",
    "published/a_duration_is_of_a_closed_quarter_and_never_of_a_street":
        "insert into published.duration from (select cell_id, 'advice', 'plan', date '2025-01-01', 4"
        " from published.cell where kind = 'street' limit 1)",
    "published/the_levels_of_the_city_add_up_to_its_plan_step":
        "update published.city set residents = residents + 1 where milestone = 'plan' and level = 'huis'",
    "shared/every_row_belongs_to_a_scope": "update shared.street_house set scope_id = null",
    "between/the_city_that_all_see_is_the_team_s_own":
        "update published.city set households = households + 1 where milestone = 'plan' and level = ''",
    "between/nobody_is_shared_who_is_not_in_the_exact_file": "delete from exact.case_record",
    "models/a_row_of_a_forgotten_household_says_nothing":
        "insert into exact.rejected_row (file_id, row_no, column_name, reason, found, expected, original, dwelling_ids)"
        " values (1, 2, '', 'forgotten', '', '', [], [])",
    "models/what_is_accepted_about_households_is_noted_row_by_row": "delete from exact.filed_row",
    "models/of_values_that_contradict_one_stands": "update exact.household_contradiction set stands = true",
}  # fmt: skip
FOLDERS = {"models": OF_MODELS, **{name: CHECKS / name for name in ("published", "shared", "between")}}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    made = Town(tmp_path_factory.mktemp("promises") / "town")
    plans = "\n".join(f"{n:02d}-01-2025 | Lindestraat {n}" for n in range(1, 16))
    made.file("community/team/plannen_2025-03-01.csv", f"Datum ja | Adres\n{plans}")
    cases = "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja | Uitgevoerd | Gestopt"
    made.file("consultancy/noord/cases_2025-03-01.csv", f"{cases}\n1 | Lindestraat 1 | | | | 20-01-2025 | |")
    made.build()
    return made


@pytest.fixture
def files(town: Town) -> Iterator[duckdb.DuckDBPyConnection]:
    """The three files of the town, to be changed and left as they were."""
    folder = store.path(town.store, store.current(town.store))
    with duckdb.connect() as con:
        for name in ("exact", "shared", "published"):
            con.execute(f"attach '{folder / name}.duckdb' as {name}")
        con.execute("set variable base = cast(? as integer)", [BASE])
        con.execute("set variable minimum_group = cast(? as integer)", [MINIMUM_GROUP])
        con.execute("set variable timed_from = cast(? as integer)", [TIMED_FROM])
        con.execute("begin")
        yield con
        con.execute("rollback")


def broken(con: duckdb.DuckDBPyConnection, folder: str) -> list[str]:
    con.execute(f"use {'exact' if folder == 'models' else 'memory' if folder == 'between' else folder}")
    return run_checks(con, FOLDERS[folder])


@pytest.mark.parametrize("promise", BREAKING)
def test_a_promise_that_is_broken_is_named(files: duckdb.DuckDBPyConnection, promise: str) -> None:
    folder, name = promise.split("/")
    assert broken(files, folder) == []
    files.execute(BREAKING[promise])
    sentences = [sentence for sentence in broken(files, folder) if f"({name})" in sentence]
    assert len(sentences) == 1
    assert f"rows break the promise that {name.replace('_', ' ')}" in sentences[0]


@pytest.mark.parametrize(
    ("of", "quarter", "weeks"),
    [
        ("kind = 'city'", "2025-01-01", -1),
        ("kind = 'city'", "2024-02-01", 4),  # the first day of no quarter
        ("kind = 'city'", "2025-04-01", 4),  # not over yet
        ("kind = 'street'", "2025-01-01", 4),
        ("attribute = 'tenure'", "2025-01-01", 4),
    ],
)
def test_a_duration_that_may_not_be_told_is_named(
    files: duckdb.DuckDBPyConnection, of: str, quarter: str, weeks: int
) -> None:
    files.execute("update published.meta set value = '2025-03-31' where key = 'reference_day'")
    files.execute("insert into published.cell values (900, 'buurt', 'PC1001', '', 'tenure', 'owner', 40)")
    add_duration(files, "kind = 'city'", "2025-01-01", 4)
    assert broken(files, "published") == []
    add_duration(files, of, quarter, weeks)
    [sentence] = broken(files, "published")
    assert "a duration is of a closed quarter and never of a street" in sentence


def add_duration(con: duckdb.DuckDBPyConnection, of: str, quarter: str, weeks: int) -> None:
    """A row of the first group that is such."""
    con.execute(
        "insert into published.duration from (select cell_id, 'advice', 'plan', cast(? as date), ? "
        f"from published.cell where {of} order by cell_id limit 1)",
        [quarter, weeks],
    )


def test_durations_tell_weeks_and_not_of_how_many(files: duckdb.DuckDBPyConnection) -> None:
    columns = files.execute("select column_name from (describe published.duration)").fetchall()
    assert [name for (name,) in columns] == ["cell_id", "from_step", "to_step", "quarter", "weeks"]


def test_every_promise_here_is_broken_once() -> None:
    ours = {f"{path.parent.name}/{path.stem}" for path in CHECKS.glob("*/*.sql")}
    # Those of the forget list are tried in test_forget.
    assert ours - set(BREAKING) == {"forgotten/nothing_is_kept_of_who_asked_to_be_forgotten"}


@pytest.mark.parametrize("path", sorted(CHECKS.glob("*/*.sql")), ids=lambda path: path.stem)
def test_a_promise_says_what_one_row_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("-- One row per ")


def test_what_no_query_holds_is_held_too(town: Town) -> None:
    folder = store.path(town.store, store.current(town.store))
    assert check(town.store) == []
    with duckdb.connect(str(folder / "published.duckdb")) as con:
        con.execute("alter table cell add column dwelling_id varchar; create table extra (x integer)")
    said = "\n".join(check(town.store))
    assert "found the tables extra, expected only groups and figures." in said
    assert "found the columns dwelling_id, which no role below team may have." in said
    assert "its rows do not have the published_hash it was published with." in said
    with duckdb.connect(str(folder / "exact.duckdb")) as con:
        con.execute("delete from wijk")
    assert "exact.duckdb: its rows do not have the content_hash it was written with." in "\n".join(check(town.store))
