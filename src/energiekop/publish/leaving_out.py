"""What is left when a household is forgotten: one query per table, the same for a build and a kept snapshot.

A build drops the rows at the door and models the rest; `forget` writes a kept snapshot anew without them. A
table that no query in staying/ names is copied whole: the public register, areas, settings, and what groups
and desks did.
"""

from pathlib import Path

import duckdb

from energiekop.publish.forget_list import ForgetList
from energiekop.warehouse.household_kinds import HOUSEHOLD_KINDS
from energiekop.warehouse.models import build_model

_HERE = Path(__file__).parent
STAYING = {path.stem: path.read_text(encoding="utf-8") for path in sorted((_HERE / "staying").glob("*.sql"))}
# What a build has made before the models; the rows themselves last, since the others ask them.
_BOOKS = ("contradiction", "gone", "match", "rejected_row", "filed_row")
# What tells of one household, made again of the events that stay (in the order they need one another).
_MODELS = (
    "plan_choice", "first_plan", "seen_milestone", "household_milestones", "household_helped_on",
    "household_covered", "household_firm", "household",
)  # fmt: skip


def leave_out(con: duckdb.DuckDBPyConnection, listed: ForgetList) -> int:
    """Take the rows of forgotten households off the working tables, once settled; returns how many.

    Their rows become rejected ones that say nothing but that they were there.
    """
    if not _find_those_listed(con, listed, register="main_address", ends="forgotten"):
        return 0
    for kind in HOUSEHOLD_KINDS:
        con.execute(
            f"""delete from filed_{kind.name} as filed using forgotten_row
            where filed.file_id = forgotten_row.file_id and filed.row_no = forgotten_row.row_no"""
        )
    for book in _BOOKS:
        con.execute(f"create or replace table {book} as {STAYING[book]}")
    [(number,)] = con.execute("select count(*) from forgotten_row").fetchall()
    con.execute("drop table forgotten_row; drop table forgotten; drop table forget_listed")
    return int(number)


def find_listed(con: duckdb.DuckDBPyConnection, listed: ForgetList) -> bool:
    """Make the temporary `forgotten` and `forgotten_row` of an exact file; False when it knows nobody."""
    return _find_those_listed(con, listed, register="dwelling", ends="forgotten_in_snapshot")


def find_in_snapshot(
    con: duckdb.DuckDBPyConnection, snapshot: str, dwelling_id: str, from_day: str, until_day: str
) -> None:
    """Make the temporary `forgotten`, `forgotten_row` and `forgotten_household` of an attached exact file."""
    con.execute(f"use {snapshot}")
    con.execute(
        "create or replace temp table forgotten as "
        "select $1 as dwelling_id, cast($2 as date) as from_day, cast($3 as date) as until_day",
        [dwelling_id, from_day, until_day],
    )
    _find_rows(con)
    con.execute(
        """create or replace temp table forgotten_household as
        select household.household_id, forgotten.from_day, forgotten.until_day,
            coalesce(household.lived_from, date '0001-01-01') as lived_from,
            coalesce(household.lived_until, date '9999-12-31') as lived_until
        from household join forgotten on forgotten.dwelling_id = household.dwelling_id"""
    )


def copy_what_stays(con: duckdb.DuckDBPyConnection, old: str, new: str, tables: dict[str, str]) -> None:
    """Write `tables` (name -> order) of the attached file `old` into `new`, after `find_in_snapshot`.

    Nothing that leaves is written and deleted again: a file keeps what was deleted from it.
    """
    _model_households_again(con, old)
    con.execute(f"use {old}")
    for table, order in tables.items():
        kept = STAYING.get(table, f"select * from {table}")
        con.execute(f"create table {new}.{table} as from ({kept}) as kept order by {order}")


def _find_those_listed(
    con: duckdb.DuckDBPyConnection, listed: ForgetList, *, register: str, ends: str
) -> bool:
    if not listed.households:
        return False
    there = listed.among(
        row[0] for row in con.execute(f"select distinct dwelling_id from {register}").fetchall()
    )
    if not there:
        return False
    con.execute(
        "create temp table forget_listed "
        "(dwelling_id varchar, lived_from date, lived_until date, forgotten_on date)"
    )
    con.executemany(
        "insert into forget_listed values (?, ?, ?, ?)",
        [(dwelling, said.lived_from, said.lived_until, said.forgotten_on) for dwelling, said in there],
    )
    con.execute(f"create temp table forgotten as {_query(ends)}")
    _find_rows(con)
    return True


def _find_rows(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"create or replace temp table forgotten_row as {_query('forgotten_row')}")


def _model_households_again(con: duckdb.DuckDBPyConnection, old: str) -> None:
    """Make `memory.main.household`, the households of the forgotten dwellings without what leaves."""
    con.execute(f"use {old}")
    here = "dwelling_id in (select dwelling_id from forgotten)"
    inputs = {
        "event": f"select * from ({STAYING['event']}) where {here}",
        "initiative_member": f"select * from ({STAYING['initiative_member']}) where {here}",
        "initiative": "select * from initiative",
        "dwelling": f"select * from dwelling where {here}",
        "household_residents": "select household_id, residents, residents_estimated "
                               f"from household where {here}",
        "household_period": f"""select household_id, dwelling_id, period, lived_from, lived_until,
            coalesce(lived_from, date '0001-01-01') as from_day,
            coalesce(lived_until, date '9999-12-31') as until_day
            from household where {here}""",
    }  # fmt: skip
    for name, query in inputs.items():
        con.execute(f"create or replace table memory.main.{name} as {query}")
    con.execute("use memory")
    for model in _MODELS:
        build_model(con, model)


def _query(name: str) -> str:
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")
