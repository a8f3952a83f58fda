"""Real registers go through the same build; what they lack is invented and marked as such."""

import json
from pathlib import Path

import duckdb
import pytest

from energiekop.demo import write_city
from energiekop.publish import build, check

SHARED = Path(__file__).parents[3] / "shared" / "data"
BUURTEN = SHARED / "amsterdam-buurten.geojson"
GRONINGEN = SHARED / "bag-groningen.csv.zst"
DE_RUIJTERKADE = SHARED / "bag-adresplus-de-ruijterkade.csv"


def there(path: Path) -> Path:
    """The file, or why it is not tried: real files are never part of the project."""
    if not path.is_file():
        pytest.skip(f"{path.name} is real input, kept beside the project and not in it; here it is not")
    return path


def built(folder: Path) -> duckdb.DuckDBPyConnection:
    report = build(folder / "data", folder / "store")
    assert check(folder / "store") == []
    for file in report.files:
        assert file.rows == file.accepted + file.duplicate + file.rejected
    return duckdb.connect(str(folder / "store" / report.snapshot / "exact.duckdb"), read_only=True)


def value(con: duckdb.DuckDBPyConnection, sql: str) -> object:
    [(found,)] = con.execute(sql).fetchall()
    return found


def test_the_518_buurten_of_amsterdam(tmp_path: Path) -> None:
    areas = there(BUURTEN)
    write_city(tmp_path / "data", residents=800, areas=areas)
    with built(tmp_path) as con:
        assert value(con, "select count(*) from buurt where origin = 'register'") == 518
        assert value(con, "select count(*) from buurt where origin <> 'register'") == 0
        assert value(con, "select count(distinct stadsdeel_code) from buurt") == 9
        assert value(con, "select count(*) from household where plan_on is not null") > 0
    marked = json.loads((tmp_path / "data" / "demo.json").read_text())["invented"]
    assert {"streets", "addresses", "households"} <= set(marked)


def test_the_328_867_addresses_of_groningen(tmp_path: Path) -> None:
    addresses = there(GRONINGEN)
    write_city(tmp_path / "data", residents=800, addresses=addresses)
    with built(tmp_path) as con:
        [(rows, accepted, twice)] = con.execute(
            "select rows, accepted, duplicate from delivery where kind = 'addresses'"
        ).fetchall()
        # 32 lines stand there twice, point and all; the same text at another point is another address.
        assert (rows, accepted, twice) == (328_867, 328_835, 32)
        assert value(con, "select count(*) from dwelling") == accepted
        assert value(con, "select bool_and(dwelling_id like 'x%' and length(dwelling_id) = 16) from dwelling")
        assert value(con, "select bool_and(not use_known) from dwelling")
        assert value(
            con, "select bool_and(origin = 'postcode' and buurt_name like 'Postcodegebied %') from buurt"
        )
        assert value(con, "select count(*) from household where plan_on is not null") > 0
    marked = json.loads((tmp_path / "data" / "demo.json").read_text())["invented"]
    assert {"residents", "tenure", "households"} <= set(marked) and "addresses" not in marked


def test_the_addresses_of_de_ruijterkade_as_the_register_exports_them(tmp_path: Path) -> None:
    addresses = there(DE_RUIJTERKADE)
    write_city(tmp_path / "data", residents=200)
    for other in (tmp_path / "data" / "municipal").glob("adressen_*"):
        day = other.stem[-10:]
    (tmp_path / "data" / "municipal" / f"adressen-kade_{day}.csv").write_bytes(addresses.read_bytes())
    with built(tmp_path) as con:
        [(layout, rows, accepted)] = con.execute(
            "select layout, rows, accepted from delivery where path like '%kade%'"
        ).fetchall()
        named = "BAG adresplus (NLExtract), utf-8, delimiter ';', header in row 1"
        assert (layout, rows, accepted) == (named, 99, 99)
        quay = "from dwelling where street_name in ('De Ruijterkade', 'Prins Hendrikkade', 'Oosterdokskade')"
        assert value(con, f"select count(*) {quay} and house_number in (155, 157)") == 0
        # Four of its 99 addresses are side entrances of a dwelling that has another.
        assert value(con, f"select count(*) {quay}") == 93
        assert value(con, f"select count(*) {quay} and is_dwelling") == 58
