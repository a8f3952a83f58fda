"""A small drawn register, and a way to match texts against it."""

from collections.abc import Callable
from typing import NamedTuple

import duckdb
import pytest

from energiekop.addresses import NO_ALIASES, Aliases, match_addresses

TYPED_COLUMNS = ("street", "number", "letter", "addition", "postcode", "place", "context", "dwelling_id")


class Match(NamedTuple):
    typed_id: int
    way: str
    score: float
    reason: str
    dwelling_id: str | None
    street: str | None
    house_number: int | None
    postcode: str | None
    place: str | None
    candidates: list[str]


def register_table(con: duckdb.DuckDBPyConnection, rows: list[tuple[object, ...]]) -> None:
    con.execute(
        "create or replace table register_address(address_id varchar, dwelling_id varchar, street varchar,"
        " house_number integer, house_letter varchar, addition varchar, postcode varchar, place varchar)"
    )
    con.executemany("insert into register_address values (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def typed_table(con: duckdb.DuckDBPyConnection, rows: list[dict[str, object]]) -> None:
    con.execute(
        "create or replace table typed_address(typed_id bigint, street varchar, number varchar,"
        " letter varchar, addition varchar, postcode varchar, place varchar, context varchar,"
        " dwelling_id varchar)"
    )
    con.executemany(
        "insert into typed_address values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row.get("typed_id", at), *(row.get(column) for column in TYPED_COLUMNS))
            for at, row in enumerate(rows, start=1)
        ],
    )


def match_typed(
    register: list[tuple[object, ...]],
    typed: list[dict[str, object]],
    *,
    municipalities: dict[str, str] | None = None,
    aliases: Aliases = NO_ALIASES,
) -> list[Match]:
    """Matches typed rows (columns by name, the rest null) to register rows in the order of its columns.

    `municipalities` says of places where they lie; without it the register does not know.
    """
    con = duckdb.connect()
    register_table(con, register)
    if municipalities:
        con.execute("alter table register_address add column municipality varchar")
        con.executemany(
            "update register_address set municipality = ? where place = ?",
            [(municipality, place) for place, municipality in municipalities.items()],
        )
    typed_table(con, typed)
    match_addresses(con, aliases)
    return [Match(*row) for row in con.execute("select * from address_match order by typed_id").fetchall()]


@pytest.fixture(scope="session")
def match_against() -> Callable[..., list[Match]]:
    return match_typed
