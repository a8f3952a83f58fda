"""Does the attack on a published snapshot see what is published, and says it so when somebody is given away?"""

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from energiekop.cli import app
from energiekop.demo import write_city
from energiekop.publish import build, store


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a small demo city."""
    folder = tmp_path_factory.mktemp("attacked")
    write_city(folder / "data", residents=300, seed=3)
    build(folder / "data", folder / "store")
    return folder / "store"


def told(*asked: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["audit", "disclosure", *asked])
    return ended.exit_code, ended.output


def test_nobody_is_given_away_by_what_was_published(city: Path) -> None:
    code, said = told("--store", str(city), "--together")
    assert said.endswith("Nobody is given away.\n")
    *alone, months, steps = [line for line in said.splitlines() if ": " in line]
    assert all(" to " not in line.partition(":")[0] for line in alone[:5])
    assert re.match(r"2026-05-31 to 2026-10-31 measure, wijk by wijk: \d+ dwellings reached it; given away: 0 of ", months)
    assert re.match(r"2026-10-31 reached to measure, wijk by wijk: \d+ dwellings reached it; given away: 0 of ", steps)
    assert "plan: " in said and "given away: 0 of " in said and " groups under ten" in said
    assert code == 0


def test_figures_that_give_somebody_away_are_not_to_be_released(city: Path, tmp_path: Path) -> None:
    spoiled = Path(shutil.copytree(city, tmp_path / "store"))
    folder = store.path(spoiled, store.current(spoiled) or "")
    with duckdb.connect(str(folder / "published.duckdb")) as con:
        # The city's plans are exact: a stadsdeel that shows two more has them all, and nobody elsewhere has one.
        con.execute("delete from figure where milestone = 'plan' and split = '' and cell_id <> 1")
        [(plans,)] = con.execute(
            """select households from city where milestone = 'plan' and level = ''
            and on_date = (select max(on_date) from figure where on_date = last_day(on_date))"""
        ).fetchall()
        con.execute("update figure set shown = $1 where milestone = 'plan' and cell_id = 1", [plans + 2])
    code, said = told("--store", str(spoiled))
    assert code == 1
    assert "energiekop audit: the figures give somebody away. Release nothing; renew the catalogue first." in said


def test_figures_that_cannot_all_be_true_are_told(city: Path, tmp_path: Path) -> None:
    spoiled = Path(shutil.copytree(city, tmp_path / "store"))
    folder = store.path(spoiled, store.current(spoiled) or "")
    with duckdb.connect(str(folder / "published.duckdb")) as con:
        con.execute("update figure set shown = 0 where milestone = 'plan' and cell_id in (select cell_id from cell where kind = 'stadsdeel')")  # fmt: skip
    code, said = told("--store", str(spoiled))
    assert code == 1
    assert "energiekop audit: The figures contradict one another: " in said and "Build again; release nothing." in said


def test_without_a_snapshot_there_is_nothing_to_attack(tmp_path: Path) -> None:
    assert told("--store", str(tmp_path)) == (
        1, f"Nothing was published in {tmp_path} yet; run `energiekop build` first.\n",
    )  # fmt: skip
