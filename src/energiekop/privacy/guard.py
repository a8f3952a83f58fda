"""Does a query do no more than read what its viewer may read?

The locked instance keeps other files out; but inside it stand rows of other scopes, and DuckDB has functions
that read a table named in a text, or the bytes of a file that is attached. So a query is first taken apart,
by DuckDB itself, and every table and table function in it must be on the list.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import duckdb

from energiekop.privacy.errors import NotAllowed

# What our own queries take rows from: the catalogue's macros, and a series of days or numbers.
_ROW_SOURCES = frozenset(
    {"place", "household_at", "standing_at", "published_on", "group_of", "generate_series", "unnest"}
)
# Reads settings, files or tables by a name in a text. Scalar functions of that kind there are few of.
_TELLTALE = frozenset({"current_setting", "getenv", "getvariable", "read_text", "read_blob"})


def refuse_unless_allowed(sql: str, *, files: tuple[str, ...], views: frozenset[str]) -> None:
    """Nothing when every table is of `files` or one of `views`. Raises NotAllowed otherwise.

    `files`: names of attached files that may be read whole; `views`: names that stand without one.
    """
    allowed, found = _named(sql)
    for name in found:
        whole = len(name) == 2 and name[0] in files
        if not whole and not (len(name) == 1 and name[0] in views | allowed):
            raise NotAllowed(f"This viewer may not read {'.'.join(name)}; it may read {_may(files, views)}.")


def takes_from(sql: str, tables: tuple[str, ...]) -> bool:
    """Whether a query takes rows from one of these tables."""
    return any(name[-1] in tables for name in _named(sql)[1])


@lru_cache(maxsize=256)
def parsed(sql: str) -> duckdb.Statement:
    """The query as DuckDB reads it, once for all: each run takes a copy, and reading takes 1 to 3 ms."""
    return _parser().extract_statements(sql)[0]


def _may(files: tuple[str, ...], views: frozenset[str]) -> str:
    return ", ".join([*(f"{name}.*" for name in files), *sorted(views)])


@lru_cache(maxsize=256)
def _named(sql: str) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """The names a query gives to its own steps, and the names of all tables it takes rows from."""
    parsed = _parser().execute("select json_serialize_sql($1)", [sql]).fetchone()
    tree: dict[str, Any] = json.loads(parsed[0]) if parsed else {"error": True}
    if tree["error"] or len(tree["statements"]) != 1:
        raise NotAllowed("A snapshot is only read: one SELECT at a time, and nothing else.")
    steps: set[str] = set()
    tables: set[tuple[str, ...]] = set()
    for node in _nodes(tree["statements"]):
        if "cte_map" in node:
            steps.update(entry["key"] for entry in node["cte_map"]["map"])
        if node.get("type") == "BASE_TABLE":
            tables.add(tuple(node["qualified_name"]["path"]))
        if node.get("type") == "SHOW_REF":  # (describe t), (summarize t): the extremes of its columns
            _refuse_function(str(node["show_type"]).lower(), frozenset())
        if node.get("type") == "TABLE_FUNCTION":
            _refuse_function(node["function"]["function_name"], _ROW_SOURCES)
        if node.get("class") == "FUNCTION" and node["function_name"] in _TELLTALE:
            _refuse_function(node["function_name"], frozenset())
    return frozenset(steps), frozenset(tables)


def _refuse_function(name: str, allowed: frozenset[str]) -> None:
    if name not in allowed:
        raise NotAllowed(f"A snapshot is read from its tables, not through {name}().")


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in a parsed query, at any depth."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for inner in tree:
            yield from _nodes(inner)


def _parser() -> duckdb.DuckDBPyConnection:
    # Holds no data: it only turns a text into its parts. Rarely used, since the answer is kept.
    return duckdb.connect(":memory:")
