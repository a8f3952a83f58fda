"""What a snapshot promises, held against its three files: `energiekop check`."""

from pathlib import Path

import duckdb

from energiekop.disclosure import BASE, MINIMUM_GROUP
from energiekop.publish import files, store
from energiekop.warehouse import content_hash, run_checks

# Columns that would tell of one household, of an exact count below the city, or of a draw.
_FORBIDDEN_IN_PUBLISHED = ("household_id", "dwelling_id", "cell_key", "key_hash", "n")


def check(store_folder: Path, snapshot: str | None = None) -> list[str]:
    """Broken promises of a snapshot (of the one in service by default), a sentence each; empty is good."""
    chosen = snapshot or store.current(store_folder)
    if chosen is None:
        return [f"Nothing was published in {store_folder} yet; run `energiekop build` first."]
    try:
        folder = store.path(store_folder, chosen)
    except store.UnknownSnapshot as problem:
        return [str(problem)]
    broken = []
    for file, promises in (("exact", _exact), ("shared", _shared), ("published", _published)):
        path = folder / f"{file}.duckdb"
        if not path.is_file():
            broken.append(f"{chosen}: found no {file}.duckdb, expected all three files; build it again.")
            continue
        try:
            with duckdb.connect(str(path), read_only=True) as con:
                broken += [f"{chosen}, {file}.duckdb: {sentence}" for sentence in promises(con, chosen)]
        except duckdb.Error as problem:
            broken.append(f"{chosen}, {file}.duckdb: cannot be read ({str(problem).splitlines()[0]}).")
    if not broken:
        broken += _city_ties(folder, chosen)
    return broken


def _meta(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("select key, value from meta").fetchall())


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}


def _exact(con: duckdb.DuckDBPyConnection, snapshot: str) -> list[str]:
    broken = run_checks(con)
    found = content_hash(con, list(files.EXACT_TABLES))
    if found != _meta(con)["content_hash"]:
        broken.append("its rows do not have the content_hash it was published with.")
    if not snapshot.endswith(found[:8]):
        broken.append(f"its id does not end in the first of its content_hash, {found[:8]}.")
    return broken


def _shared(con: duckdb.DuckDBPyConnection, snapshot: str) -> list[str]:
    broken = []
    if extra := _tables(con) - set(files.SHARED_TABLES):
        broken.append(f"found the tables {', '.join(sorted(extra))}, expected only rows with a scope.")
    for table in files.SHARED_TABLES:
        [(without,)] = con.execute(
            f"select count(*) from {table} where scope_kind is null or scope_id is null"
        ).fetchall()
        if without:
            broken.append(f"{without} rows of {table} belong to no scope.")
    return broken


def _published(con: duckdb.DuckDBPyConnection, snapshot: str) -> list[str]:
    broken = []
    if extra := _tables(con) - {*files.PUBLISHED_TABLES, "meta"}:
        broken.append(f"found the tables {', '.join(sorted(extra))}, expected only groups and figures.")
    columns = {row[0] for row in con.execute("select column_name from duckdb_columns()").fetchall()}
    if telling := columns & set(_FORBIDDEN_IN_PUBLISHED):
        broken.append(f"found the columns {', '.join(sorted(telling))}, which no role below team may have.")
    for promise, query in _PUBLISHED_PROMISES.items():
        [(breaches,)] = con.execute(f"select count(*) from ({query})").fetchall()
        if breaches:
            broken.append(f"{breaches} rows break the promise that {promise}.")
    if content_hash(con, list(files.PUBLISHED_TABLES)) != _meta(con)["published_hash"]:
        broken.append("its rows do not have the published_hash it was published with.")
    return broken


_PUBLISHED_PROMISES = {
    f"a figure is a multiple of {BASE} and not below zero": (
        f"select 1 from figure where shown % {BASE} <> 0 or shown < 0"
    ),
    "a figure is at most what its group allows": (
        f"select 1 from figure join cell using (cell_id) where shown > {BASE} * (dwellings // {BASE})"
    ),
    f"a group has at least {MINIMUM_GROUP} dwellings": (
        f"select 1 from cell where dwellings < {MINIMUM_GROUP}"
    ),
    "every figure is about a group": "select 1 from figure where cell_id not in (select cell_id from cell)",
    "streets and complexes move once a month": (
        "select 1 from figure join cell using (cell_id) "
        "where kind in ('street', 'complex') and on_date <> last_day(on_date)"
    ),
    "a figure never falls as days go by": (
        "select 1 from (select shown, "
        "lag(shown) over (partition by cell_id, milestone, split order by on_date) "
        "as before from figure) where shown < before"
    ),
    f"a wish is told in multiples of {BASE}, and when at least {MINIMUM_GROUP} households asked for it": (
        f"select 1 from voice where asked % {BASE} <> 0 or answered % {BASE} <> 0 "
        f"or asked < {BASE} * ({MINIMUM_GROUP} // {BASE}) or answered not between 0 and asked"
    ),
    "the levels of the city add up to its plan step": (
        "select 1 from city where milestone = 'plan' group by on_date "
        "having sum(case when level = '' then residents else -residents end) <> 0 "
        "or sum(case when level = '' then households else -households end) <> 0"
    ),
}


def _city_ties(folder: Path, snapshot: str) -> list[str]:
    """The exact city that every role sees is the team's own."""
    with duckdb.connect() as con:
        for file in ("exact", "published"):
            con.execute(
                f"attach '{str(folder / file).replace(chr(39), chr(39) * 2)}.duckdb' as {file} (read_only)"
            )
        [(apart,)] = con.execute(
            """select count(*) from published.city
            where milestone = 'plan' and level = '' and (households, residents) is distinct from (
                select (count(*), coalesce(sum(residents), 0))
                from exact.household where plan_on <= city.on_date
            )"""
        ).fetchall()
    if apart:
        return [f"{snapshot}: on {apart} days the city's published total is not the team's."]
    return []
