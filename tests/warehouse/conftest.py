"""Models run by themselves: drawn tables in, a drawn table out."""

from collections.abc import Callable

import duckdb
import pytest

from energiekop.warehouse.models import build_model
from tests.town import rows, table

Answer = list[dict[str, str]]


def _type(column: str, cells: list[str]) -> str:
    """The type written behind a colon; else a day by its name, a number or a yes by what is drawn, or text."""
    if ":" in column:
        return column.split(":")[1]
    filled = [cell for cell in cells if cell]
    if column.endswith(("_on", "_from", "_until", "_day")):
        return "date"
    if filled and all(cell.lstrip("-").isdigit() for cell in filled):
        return "bigint"
    return "boolean" if filled and all(cell in ("yes", "no") for cell in filled) else "varchar"


def _create(con: duckdb.DuckDBPyConnection, name: str, drawn: str) -> None:
    head, *body = rows(drawn)
    typed = [
        f"{name.split(':')[0]} {_type(name, [row[nth] for row in body])}" for nth, name in enumerate(head)
    ]
    con.execute(f"create table {name} ({', '.join(typed)})")
    if body:
        marks = ", ".join("?" for _ in head)
        con.executemany(
            f"insert into {name} values ({marks})", [[cell or None for cell in row] for row in body]
        )


@pytest.fixture
def run_model() -> Callable[..., Answer]:
    """Run one model on drawn inputs; the answer has the columns of `expecting`, every value as text."""

    def run(model: str, *, expecting: str, **inputs: str) -> Answer:
        with duckdb.connect() as con:
            for name, drawn in inputs.items():
                _create(con, name, drawn)
            build_model(con, model)
            columns = list(table(expecting)[0])
            found = con.execute(f"select {', '.join(columns)} from {model} order by all").fetchall()
        answer = [
            dict(zip(columns, ("" if v is None else str(v) for v in row), strict=True)) for row in found
        ]
        assert answer == table(expecting)
        return answer

    return run
