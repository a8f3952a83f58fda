"""`energiekop catalogue renew`: the groups are drawn anew, and what was published stays as it was."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from energiekop.cli import app
from energiekop.demo import write_city
from energiekop.publish import audit, build, new_secret, store
from energiekop.publish.private import beside


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built city whose data are not the demo's, so that it keeps its secret and its groups."""
    folder = tmp_path_factory.mktemp("renewed")
    write_city(folder / "data", residents=200, seed=5)
    (folder / "data" / "demo.json").unlink()
    build(folder / "data", folder / "store")
    return folder


def renew(store_folder: Path, *asked: str) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["catalogue", "renew", "--store", str(store_folder), *asked])
    return ended.exit_code, ended.output


def published(folder: Path) -> set[tuple[object, ...]]:
    """Every figure by what its group is."""
    snapshot = store.path(folder / "store", store.current(folder / "store") or "")
    with duckdb.connect(str(snapshot / "published.duckdb"), read_only=True) as con:
        return set(con.execute(
            """select kind, code, attribute, value, milestone, split, on_date, shown
            from figure join cell using (cell_id)"""
        ).fetchall())  # fmt: skip


def test_a_renewed_catalogue_rounds_nothing_anew_that_was_published(city: Path) -> None:
    before = published(city)
    code, said = renew(city / "store", "--without", "buurt/tenure")
    assert code == 0 and said.endswith("Nothing is changed; add --yes to renew them.\n")
    parts = len({row[:4] for row in before if row[0] == "buurt" and row[2] == "tenure"})
    assert f" 0 begin anew, {parts} are no more.\n" in said and parts > 0
    assert build(city / "data", city / "store").unchanged

    code, said = renew(city / "store", "--without", "buurt/tenure", "--yes")
    assert said.endswith("They are renewed. Now `energiekop build`, then `energiekop audit disclosure --together`.\n")
    # With another secret every number would be drawn anew, were they not kept.
    new_secret(beside(city / "store"))
    assert not build(city / "data", city / "store").unchanged
    assert published(city) == {row for row in before if (row[0], row[2]) != ("buurt", "tenure")}
    *_, noted = audit.entries(beside(city / "store"))
    assert (noted.what, noted.about.endswith(f" groups go on, 0 new, {parts} no more")) == ("groups_renewed", True)

    # And once more: what was kept is kept on.
    assert renew(city / "store", "--yes")[0] == 0
    build(city / "data", city / "store")
    assert published(city) == {row for row in before if (row[0], row[2]) != ("buurt", "tenure")}


def test_an_unknown_breakdown_is_refused_by_its_name(city: Path) -> None:
    code, said = renew(city / "store", "--without", "straat/huur")
    assert code == 1
    assert "energiekop catalogue: --without: found straat/huur, expected one of city/tenure, " in said


def test_what_has_no_kept_groups_has_nothing_to_renew(tmp_path: Path) -> None:
    code, said = renew(tmp_path / "store")
    assert code == 1 and f"No groups are kept in {tmp_path / 'store-private'} yet; the first build draws them." in said
    write_city(tmp_path / "data", residents=60, seed=5)
    build(tmp_path / "data", tmp_path / "store")
    code, said = renew(tmp_path / "store")
    assert code == 1 and "Demo data draws its groups anew in each build; there is nothing to renew." in said
