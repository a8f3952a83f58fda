"""One typed address held against a register: the dwelling it means, or why none was chosen."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from energiekop.addresses import REASONS, match_addresses
from energiekop.sources import Refused

REGISTER_COLUMNS = (
    "dwelling_id", "street_name", "house_number", "house_letter", "addition", "postcode", "place",
)  # fmt: skip


@dataclass(frozen=True)
class FoundDwelling:
    """A dwelling of the register and the register's own words for its address."""

    dwelling_id: str
    words: str


def find_dwelling(register: pd.DataFrame, typed: str) -> FoundDwelling:
    """The one dwelling that a typed address (or its id) means; `register` has the REGISTER_COLUMNS.

    Raises Refused with the candidates when it may mean several, and with what is missing when it means none.
    """
    known = dict(zip(register["dwelling_id"], _words(register), strict=True))
    if typed.strip() in known:
        return FoundDwelling(typed.strip(), known[typed.strip()])
    with duckdb.connect() as con:
        con.register("register", register)
        con.execute(
            """create table register_address as
            select dwelling_id as address_id, dwelling_id, street_name as street, house_number, house_letter,
                addition, postcode, place
            from register"""
        )
        con.execute(
            """create table typed_address as
            select 1 as typed_id, cast($1 as varchar) as street, cast(null as varchar) as number,
                cast(null as varchar) as letter, cast(null as varchar) as addition,
                cast(null as varchar) as postcode, cast(null as varchar) as place,
                cast(null as varchar) as context, cast(null as varchar) as dwelling_id""",
            [typed],
        )
        match_addresses(con)
        [(way, reason, found, candidates)] = con.execute(
            "select way, reason, dwelling_id, candidates from address_match"
        ).fetchall()
    if found is not None:
        return FoundDwelling(found, known[found])
    if way in ("ambiguous", "building"):
        listed = "; ".join(f"{known[each]} ({each})" for each in sorted(candidates, key=known.__getitem__))
        raise Refused(f"“{typed}” may mean more than one dwelling. Name one of these, or its id: {listed}.")
    raise Refused(f"“{typed}” was not found in the register of this snapshot. {REASONS[reason][1]}")


def _words(register: pd.DataFrame) -> list[str]:
    return [
        " ".join(
            part
            for part in (
                street, f"{number}{letter or ''}{f'-{addition}' if addition else ''}", postcode, place
            )
            if part
        )
        for street, number, letter, addition, postcode, place in register[list(REGISTER_COLUMNS[1:])]
        .astype(object)
        .itertuples(index=False)
    ]  # fmt: skip
