"""The SQL models in reading order, and the checks: the name is the promise, the rows are the breaches."""

import re
from pathlib import Path

import duckdb

MODELS = Path(__file__).with_name("models")
CHECKS = Path(__file__).with_name("checks")


def _name(path: Path) -> str:
    return re.sub(r"^\d+_", "", path.stem)


def build_model(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Make table `name` of its model in models/."""
    path = next(path for path in sorted(MODELS.glob("*.sql")) if _name(path) == name)
    con.execute(f"create or replace table {name} as\n{path.read_text(encoding='utf-8')}")


def build_models(con: duckdb.DuckDBPyConnection) -> None:
    """Make every model that is not there yet, in the order of their numbers."""
    there = {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}
    for path in sorted(MODELS.glob("*.sql")):
        if _name(path) not in there:
            build_model(con, _name(path))


def run_checks(con: duckdb.DuckDBPyConnection, checks: Path = CHECKS) -> list[str]:
    """Broken promises, a sentence each: how many rows breach which check, and the first of them."""
    broken = []
    for path in sorted(checks.glob("*.sql")):
        breaches = con.execute(path.read_text(encoding="utf-8")).fetchall()
        if breaches:
            promise = path.stem.replace("_", " ")
            broken.append(
                f"{len(breaches)} rows break the promise that {promise} ({path.stem}); "
                f"the first: {breaches[0]}"
            )
    return broken
