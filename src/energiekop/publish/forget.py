"""A household that asks to be forgotten: found by its address, told of, and left out of every kept snapshot.

Design, section 6. First the forget list, then snapshot by snapshot a new shared and a new exact file, each
put in place of the old one in one step. Broken off at any moment every snapshot can be read, and the same
command completes what is left. Published figures stay. Rules: docs/decisions/0015.
"""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from energiekop.publish import forget_list, private, store, taken_back
from energiekop.publish.alone import alone, work_folder
from energiekop.publish.files import EXACT_TABLES, write_shared
from energiekop.publish.leaving_out import STAYING, copy_what_stays, find_in_snapshot
from energiekop.sources import Refused
from energiekop.warehouse import content_hash
from energiekop.warehouse.one_address import REGISTER_COLUMNS, FoundDwelling, find_dwelling

_ALWAYS, _FOR_EVER = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Named:
    """A row of a file that was handed in and that tells of the household."""

    path: str
    row_no: int


@dataclass(frozen=True)
class Request:
    """Whom it is about, and what each kept snapshot holds of them, before anything is removed."""

    dwelling: FoundDwelling
    lived_from: date | None
    lived_until: date | None
    forgotten_on: date
    held: dict[str, dict[str, int]]  # snapshot -> what -> how many; what is not there is left out
    rows: tuple[Named, ...]  # in the files of the snapshot in service
    address: taken_back.Address

    @property
    def total(self) -> dict[str, int]:
        """Of each kind of thing the most that one snapshot holds: most hold the same."""
        kinds = dict.fromkeys(kind for counts in self.held.values() for kind in counts)
        return {kind: max(counts.get(kind, 0) for counts in self.held.values()) for kind in kinds}


def find(
    store_folder: Path, address: str, *, lived_on: date | None = None, today: date | None = None
) -> Request:
    """The household of an address that lived there on a day (default: that of the snapshot in service).

    today: the day of the request, for tests. Raises Refused when no dwelling, or more than one, is meant.
    """
    current = store.current(store_folder)
    if current is None:
        raise Refused(f"Nothing was published in {store_folder} yet, so nothing is held.")
    with _opened(store.path(store_folder, current)) as con:
        register = con.execute(f"select {', '.join(REGISTER_COLUMNS)} from dwelling").df()
        dwelling = find_dwelling(register, address)
        [named] = con.execute(
            "select dwelling_id, street_name, house_number, postcode from dwelling where dwelling_id = ?",
            [dwelling.dwelling_id],
        ).fetchall()
        reference_day = date.fromisoformat(_meta(con)["reference_day"])
        asked_on = lived_on or reference_day
        lived = con.execute(
            """select lived_from, lived_until from household
            where dwelling_id = $1 and coalesce(lived_from, $3) <= $2 and coalesce(lived_until, $4) > $2""",
            [dwelling.dwelling_id, asked_on, _ALWAYS, _FOR_EVER],
        ).fetchall()
    if not lived:
        raise Refused(
            f"{dwelling.words}: found no household there on {asked_on}, expected a dwelling that was lived "
            "in. Name a day on which it lived there with --lived-on."
        )
    [(lived_from, lived_until)] = lived
    # Rows may be of a later day than the machine's clock, in a demo or by a wrong clock: those go as well.
    forgotten_on = max(today or date.today(), reference_day)
    held: dict[str, dict[str, int]] = {}
    rows: tuple[Named, ...] = ()
    for kept in store.listing(store_folder):
        with _opened(store.path(store_folder, kept.id)) as con:
            _refuse_unless_known(con, kept.id)
            _find(con, dwelling.dwelling_id, lived_from, lived_until)
            held[kept.id] = _counts(con)
            if kept.in_service:
                rows = _rows(con)
    return Request(
        dwelling, lived_from, lived_until, forgotten_on, held, rows, taken_back.Address(*named)
    )


def forget(store_folder: Path, request: Request, *, private_folder: Path | None = None) -> list[str]:
    """Put the household on the forget list and leave it out of every kept snapshot; returns those rewritten.

    Files taken back on the page that tell of it are destroyed: they are nobody's delivery. Raises Refused
    while another writes to the store.
    """
    folder = private_folder or private.beside(store_folder)
    rewritten = []
    with alone(store_folder, folder):
        listed = forget_list.read(folder).adding(
            request.dwelling.dwelling_id, lived_from=request.lived_from, lived_until=request.lived_until,
            on=request.forgotten_on,
        )  # fmt: skip
        # Before the snapshots: whatever happens from here on, a build no longer takes the household in.
        forget_list.write(folder, listed)
        for path in taken_back.telling_of(folder, request.address):
            path.unlink()
        for kept in store.listing(store_folder):
            with work_folder(store_folder) as work:
                if _rewrite(store.path(store_folder, kept.id), work, request, len(listed.households)):
                    rewritten.append(kept.id)
    return rewritten


def _rewrite(snapshot: Path, work: Path, request: Request, listed: int) -> bool:
    """A new exact and shared file without the household, in place of the old; False where it is in neither.

    The shared file goes first: as long as the exact one is the old, a later run finds what is left to do.
    """
    with _opened(snapshot) as con:
        _find(con, request.dwelling.dwelling_id, request.lived_from, request.lived_until)
        if not any(_counts(con).values()):
            return False
        meta = _meta(con)
        con.execute(f"attach '{_sql_path(work / 'exact.duckdb')}' as fresh")
        there = {row[0] for row in con.execute("show tables from old").fetchall()}
        tables = {table: order for table, order in EXACT_TABLES.items() if table in there}
        copy_what_stays(con, "old", "fresh", tables)
        con.execute("use fresh")
        write_shared(con, work, date.fromisoformat(meta["reference_day"]))
        meta["content_hash"] = content_hash(con, list(tables))
        meta["plans_forgotten"] = str(int(meta.get("plans_forgotten", "0")) + _plans_less(con))
        meta["generation"] = str(int(meta.get("generation", "0")) + 1)
        meta["forgotten"] = str(listed)
        con.execute("create table meta (key varchar, value varchar)")
        con.executemany("insert into meta values (?, ?)", sorted(meta.items()))
        con.execute("use memory; detach fresh")
    for name in ("shared.duckdb", "exact.duckdb"):
        _put_in_place(work / name, snapshot / name)
    return True


def _put_in_place(new: Path, old: Path) -> None:
    with new.open("rb") as written:
        os.fsync(written.fileno())  # the name must not arrive before its content when the power fails
    new.replace(old)
    folder = os.open(old.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _opened(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """The exact file of a snapshot as `old`, on a connection that writes no file of its own."""
    con = duckdb.connect()
    con.execute("set temp_directory = ''")  # what is spilled to a disk would stay there after a crash
    con.execute("set threads = 2")
    con.execute(f"attach '{_sql_path(snapshot / 'exact.duckdb')}' as old (read_only)")
    con.execute("use old")
    return con


def _find(
    con: duckdb.DuckDBPyConnection, dwelling_id: str, lived_from: date | None, lived_until: date | None
) -> None:
    from_day, until_day = (lived_from or _ALWAYS).isoformat(), (lived_until or _FOR_EVER).isoformat()
    find_in_snapshot(con, "old", dwelling_id, from_day, until_day)


def _refuse_unless_known(con: duckdb.DuckDBPyConnection, snapshot: str) -> None:
    if not con.execute("select 1 from duckdb_tables() where table_name = 'filed_row'").fetchall():
        raise Refused(
            f"Snapshot {snapshot} was built by an earlier release, which did not note which row is about "
            "whom. Remove its folder from the store and run this again."
        )


def _meta(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("select key, value from old.meta").fetchall())


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What the snapshot holds of the household, by what it is; what is not there is left out."""
    con.execute(f"create or replace temp view staying_match as {STAYING['match']}")
    counted = con.execute(_query("held_of_household")).fetchall()
    return {what: int(number) for what, number in counted if number}


def _plans_less(con: duckdb.DuckDBPyConnection) -> int:
    """How many households with a plan are no longer counted: so much the published city stays ahead."""
    [(fewer,)] = con.execute(
        "select (select count(plan_on) from old.household) - (select count(plan_on) from fresh.household)"
    ).fetchall()
    return int(fewer)


def _rows(con: duckdb.DuckDBPyConnection) -> tuple[Named, ...]:
    found = con.execute(
        """select delivery.path, named.row_no
        from (
            select file_id, row_no from forgotten_row
            union
            select file_id, row_no from rejected_row
            where list_has_any(dwelling_ids, (select list(dwelling_id) from forgotten))
        ) as named
        join delivery on delivery.file_id = named.file_id
        order by delivery.path, named.row_no"""
    ).fetchall()
    return tuple(Named(path, int(row)) for path, row in found)


def _sql_path(path: Path) -> str:
    return str(path).replace("'", "''")


def _query(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
