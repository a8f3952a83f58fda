"""What a snapshot promises, held against its three files: `energiekop check`.

A promise is a query in checks/ (those of the models in warehouse/checks/): its name is the promise, its rows
are the breaches. Here stand those that no query can hold: which tables there are, and the hashes.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

from energiekop.disclosure import BASE, MINIMUM_GROUP, TIMED_FROM
from energiekop.publish import files, forget_list, private, store
from energiekop.publish.forget_list import ForgetList
from energiekop.publish.leaving_out import find_listed
from energiekop.warehouse import content_hash, run_checks

CHECKS = Path(__file__).with_name("checks")
# Columns that would tell of one household, of an exact count below the city, or of a draw.
_FORBIDDEN_IN_PUBLISHED = ("household_id", "dwelling_id", "cell_key", "key_hash", "n")
_FILES = ("exact", "shared", "published")


def check(
    store_folder: Path, snapshot: str | None = None, *, private_folder: Path | None = None
) -> list[str]:
    """Broken promises of a snapshot (of the one in service by default), a sentence each; empty is good."""
    chosen = snapshot or store.current(store_folder)
    if chosen is None:
        return [f"Nothing was published in {store_folder} yet; run `energiekop build` first."]
    try:
        folder = store.path(store_folder, chosen)
    except store.UnknownSnapshot as problem:
        return [str(problem)]
    listed = forget_list.read(private_folder or private.beside(store_folder))
    promises: dict[str, Callable[[duckdb.DuckDBPyConnection], list[str]]] = {
        "exact": lambda con: _exact(con, listed),
        "shared": _shared,
        "published": lambda con: _published(con, chosen),
    }
    broken = []
    for file in _FILES:
        path = folder / f"{file}.duckdb"
        if not path.is_file():
            broken.append(f"{chosen}: found no {file}.duckdb, expected all three files; build it again.")
            continue
        try:
            with duckdb.connect(str(path), read_only=True) as con:
                broken += [f"{chosen}, {file}.duckdb: {sentence}" for sentence in promises[file](con)]
        except duckdb.Error as problem:
            broken.append(f"{chosen}, {file}.duckdb: cannot be read ({str(problem).splitlines()[0]}).")
    if not broken:
        broken += [f"{chosen}: {sentence}" for sentence in _between(folder)]
    return broken


def _meta(con: duckdb.DuckDBPyConnection, file: str = "main") -> dict[str, str]:
    return dict(con.execute(f"select key, value from {file}.meta").fetchall())


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}


def _exact(con: duckdb.DuckDBPyConnection, listed: ForgetList) -> list[str]:
    broken = run_checks(con)
    if content_hash(con, list(files.EXACT_TABLES)) != _meta(con)["content_hash"]:
        broken.append("its rows do not have the content_hash it was written with.")
    if find_listed(con, listed):
        broken += [
            f"{sentence}; run `energiekop forget` for that address again."
            for sentence in run_checks(con, CHECKS / "forgotten")
        ]
    return broken


def _shared(con: duckdb.DuckDBPyConnection) -> list[str]:
    broken = run_checks(con, CHECKS / "shared")
    if extra := _tables(con) - set(files.SHARED_TABLES):
        broken.append(f"found the tables {', '.join(sorted(extra))}, expected only rows with a scope.")
    return broken


def _published(con: duckdb.DuckDBPyConnection, snapshot: str) -> list[str]:
    con.execute("set variable base = cast(? as integer)", [BASE])
    con.execute("set variable minimum_group = cast(? as integer)", [MINIMUM_GROUP])
    con.execute("set variable timed_from = cast(? as integer)", [TIMED_FROM])
    broken = run_checks(con, CHECKS / "published")
    if extra := _tables(con) - {*files.PUBLISHED_TABLES, "meta"}:
        broken.append(f"found the tables {', '.join(sorted(extra))}, expected only groups and figures.")
    columns = {row[0] for row in con.execute("select column_name from duckdb_columns()").fetchall()}
    if telling := columns & set(_FORBIDDEN_IN_PUBLISHED):
        broken.append(f"found the columns {', '.join(sorted(telling))}, which no role below team may have.")
    meta = _meta(con)
    if content_hash(con, list(files.PUBLISHED_TABLES)) != meta["published_hash"]:
        broken.append("its rows do not have the published_hash it was published with.")
    if not snapshot.endswith(meta["content_hash"][:8]):
        broken.append(f"its id does not end in the first of its content_hash, {meta['content_hash'][:8]}.")
    return broken


def _between(folder: Path) -> list[str]:
    """What the files must say alike."""
    with duckdb.connect() as con:
        for file in _FILES:
            path = str(folder / file).replace("'", "''")
            con.execute(f"attach '{path}.duckdb' as {file} (read_only)")
        broken = run_checks(con, CHECKS / "between")
        exact, published = _meta(con, "exact"), _meta(con, "published")
    # Only `forget` may change what the exact file says, and it counts each time it does.
    if exact.get("generation", "0") == "0" and exact["content_hash"] != published["content_hash"]:
        broken.append("its exact file is not the one that its figures were published with.")
    return broken
