"""Every model says what one row is, and could run on another engine."""

import re

import pytest
import sqlglot

from energiekop.warehouse.models import CHECKS, MODELS

QUERIES = sorted([*MODELS.glob("*.sql"), *CHECKS.glob("*.sql")])


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_first_line_says_what_one_row_is(path) -> None:  # type: ignore[no-untyped-def]
    assert re.match(r"-- One row (per|when) .+", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_model_can_be_said_in_the_dialect_of_spark(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    [spark] = sqlglot.transpile(
        text, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
    )
    assert sqlglot.parse_one(spark, read="spark")
    for duckdb_only in (" qualify ", " exclude ", "try_cast", "read_csv", "distinct on", "filter ("):
        assert duckdb_only not in text.lower()


def test_the_models_are_numbered_in_the_order_they_need_one_another() -> None:
    names = [re.sub(r"^\d+_", "", path.stem) for path in sorted(MODELS.glob("*.sql"))]
    for nth, path in enumerate(sorted(MODELS.glob("*.sql"))):
        words = set(re.findall(r"(?:from|join)\s+([a-z_]+)", path.read_text(encoding="utf-8")))
        own = set(re.findall(r"(?:with|,)\s+([a-z_]+) as \(", path.read_text(encoding="utf-8")))
        assert not (words - own) & set(names[nth:]), path.name
