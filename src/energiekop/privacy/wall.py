"""The wall: one locked DuckDB instance per snapshot and kind of viewer, and a cursor for each question.

A read-only connection is no wall by itself, since it can attach a neighbouring file. So each instance is an
in-memory database with only its own files attached, after which access to anything outside is switched off
and the switches are locked. Measured: 110 cursors take 3 MB, 110 instances 535 MB; hence one instance for all
viewers of a kind, and per cursor temporary views that hold the viewer's own rows.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from energiekop.catalogue import copied_list, macros
from energiekop.privacy.errors import NoSnapshot

# Which files of a snapshot each role's instance holds. A role that is not here has none.
FILES = {
    "team": ("exact", "published"),
    "municipality": ("published",),
    "adviser": ("shared", "published"),
    "champion": ("shared", "published"),
    "grants": ("exact",),
}
# What is copied out of a role's files before they are detached again: of the rest not a page stays attached,
# so that even a query that no guard saw finds nothing. Of a few thousand rows a copy costs milliseconds.
COPIED = {"grants": ("grant_list", "meta")}
_META_COPIED = ("reference_day", "demo", "city_name")  # what a list says about itself
OWN_TABLES = ("street_house", "consented", "own_list", "own_case")

_NO_TARGET = """create view memory.main.target as
    select cast(null as date) as end_on, cast(null as varchar) as stadsdeel_code, 0 as residents
    where false"""
_TARGET = "create view memory.main.target as select end_on, stadsdeel_code, residents from {file}.target"

_SWITCHES = (
    "set threads = 1",  # the questions are short: planning one takes longer than answering it, on one core
    # With it a join of joins may end the whole instance (DuckDB issue 24807, open in 2.0.0).
    "set disabled_optimizers = 'join_filter_pushdown'",
    "set temp_directory = ''",  # else it would stay writable, the one folder the lock leaves open
    "set python_enable_replacements = false",  # else a query reads our own variables by name
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set allow_community_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",  # the last: nothing can be changed after it
)

_KEPT = 12  # instances; four kinds of viewer of three snapshots
_KEPT_ROWS = 5_000  # answers per instance that do not depend on who asks
_instances: OrderedDict[tuple[object, ...], "Instance"] = OrderedDict()
_opening = threading.Lock()


@dataclass
class Instance:
    """One locked database, and the rows that were read of it and are the same for everybody of its role."""

    connection: duckdb.DuckDBPyConnection
    known: dict[tuple[str, str], list[tuple[Any, ...]]] = field(default_factory=dict)
    asking: threading.Lock = field(default_factory=threading.Lock)  # held by who looks in `known`

    def keep(self, question: tuple[str, str], rows: list[tuple[Any, ...]]) -> None:
        """Remembers an answer; when there are too many, it begins anew."""
        if len(self.known) >= _KEPT_ROWS:
            self.known.clear()
        self.known[question] = rows


def cursor(folder: Path, role: str) -> duckdb.DuckDBPyConnection:
    """A new cursor on the role's instance of a snapshot. Raises NoSnapshot when a file is missing."""
    return instance(folder, role).connection.cursor()


def instance(folder: Path, role: str) -> Instance:
    """The role's instance of a snapshot, opened when nobody did. Raises NoSnapshot when a file is missing."""
    paths = {name: folder / f"{name}.duckdb" for name in FILES[role]}
    try:
        # `forget` puts new files in place of old ones: their identity, not their name, is what was opened.
        identity = tuple((stat.st_ino, stat.st_mtime_ns) for stat in (path.stat() for path in paths.values()))
    except FileNotFoundError:
        raise NoSnapshot(
            f"The snapshot {folder.name} lacks a file; build it again, or use another."
        ) from None
    key = (folder.resolve(), tuple(paths), identity)
    with _opening:
        if key not in _instances:
            # What stood under these names before is answered from no more: somebody may have been forgotten.
            for older in [kept for kept in _instances if kept[:2] == key[:2]]:
                del _instances[older]
            _instances[key] = Instance(_open(paths, COPIED.get(role, ())))
        _instances.move_to_end(key)
        while len(_instances) > _KEPT:
            _instances.popitem(last=False)  # running cursors keep theirs alive until they end
        return _instances[key]


def discard(broken: Instance) -> None:
    """Forget an instance that DuckDB has given up: the next question opens another."""
    with _opening:
        for key in [key for key, kept in _instances.items() if kept is broken]:
            del _instances[key]


def own_rows(cursor: duckdb.DuckDBPyConnection, scopes: list[tuple[str, str]]) -> None:
    """Temporary views on this cursor alone: per table of the shared file the rows of these scopes."""
    cursor.execute("create temp table own_scope (scope_kind varchar, scope_id varchar)")
    cursor.executemany("insert into own_scope values ($1, $2)", scopes)
    held = cursor.execute("select table_name from duckdb_tables() where database_name = 'shared'").fetchall()
    for table in set(OWN_TABLES).intersection(name for (name,) in held):
        cursor.execute(
            f"create temp view {table} as select own.* from shared.{table} as own "
            "join own_scope using (scope_kind, scope_id)"
        )


def _open(paths: dict[str, Path], copied: tuple[str, ...]) -> duckdb.DuckDBPyConnection:
    instance = duckdb.connect(":memory:")
    try:
        _attach(instance, paths)
        if copied:
            _copy(instance, paths)
        else:
            _furnish(instance, paths)
        _run(instance, _SWITCHES)
    except BaseException:
        instance.close()
        raise
    return instance


def _attach(instance: duckdb.DuckDBPyConnection, paths: dict[str, Path]) -> None:
    for name, path in paths.items():
        quoted = str(path).replace("'", "''")
        instance.execute(f"attach '{quoted}' as {name} (read_only)")


def _copy(instance: duckdb.DuckDBPyConnection, paths: dict[str, Path]) -> None:
    """The grant officer's list and what it says about itself; then the files are let go."""
    there = "select 1 from duckdb_tables() where database_name = 'exact' and table_name = 'grant_asked'"
    if not instance.execute(there).fetchall():
        raise NoSnapshot(
            f"The snapshot {paths['exact'].parent.name} was built by a release that kept no list of grants; "
            "build it again, or use another."
        )
    instance.execute(f"create table memory.main.grant_list as {copied_list('grant_list')}")
    named = ", ".join(f"'{key}'" for key in _META_COPIED)
    instance.execute(f"create table memory.main.meta as from exact.meta where key in ({named})")
    for name in paths:
        instance.execute(f"detach {name}")


def _furnish(instance: duckdb.DuckDBPyConnection, paths: dict[str, Path]) -> None:
    """Give the queries their inputs."""
    held = instance.execute(
        "select database_name from duckdb_tables() where table_name = 'target' order by database_name"
    ).fetchone()
    instance.execute(_TARGET.format(file=held[0]) if held else _NO_TARGET)
    if "exact" in paths:
        _run(instance, macros("exact"))
    _run(instance, macros("published"))


def _run(instance: duckdb.DuckDBPyConnection, statements: tuple[str, ...]) -> None:
    for statement in statements:
        instance.execute(statement)
