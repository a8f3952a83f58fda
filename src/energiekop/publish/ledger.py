"""The ledger: per file rows = accepted + duplicate + rejected, and how each address was found."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from energiekop.sources import Delivered, FileRefused, handwriting, remarks
from energiekop.sources.areas import Buurten
from energiekop.sources.corrections import corrects
from energiekop.sources.handwriting import Choices
from energiekop.sources.raw import RawRows
from energiekop.sources.refusals import said

DELIVERY = """
create table if not exists delivery (
    file_id integer, path varchar, party varchar, source varchar, kind varchar, mode varchar,
    delivered_on date, part_of date, firm varchar, layout varchar, headings varchar[],
    encoding varchar, delimiter varchar, sheet varchar,
    "rows" bigint, accepted bigint, duplicate bigint, rejected bigint
)"""
WAYS = ("id", "exact", "normalised", "fuzzy", "building", "ambiguous", "none")


@dataclass(frozen=True)
class FileCount:
    """What became of the rows of one file."""

    path: str
    party: str
    rows: int
    accepted: int
    duplicate: int
    rejected: int


@dataclass(frozen=True)
class FileRead:
    """A file that could be read; the areas are geometry and have no `raw`."""

    file_id: int
    file: Delivered
    rows: int
    raw: RawRows | None = None
    areas: Buurten | None = None


def enter(con: duckdb.DuckDBPyConnection, read: list[FileRead]) -> None:
    """Write to `delivery` who handed in which file and how it is laid out; `count` adds what became of it."""
    columns: dict[str, list[object]] = {
        "file_id": [entry.file_id for entry in read],
        "path": [entry.file.name for entry in read],
        "party": [entry.file.party for entry in read],
        "source": [entry.file.source for entry in read],
        "kind": [entry.file.kind.name if entry.file.kind else "areas" for entry in read],
        "mode": [entry.file.kind.mode if entry.file.kind else "full" for entry in read],
        "delivered_on": [entry.file.delivered_on for entry in read],
        "part_of": [entry.file.part_of for entry in read],
        "firm": [entry.file.firm for entry in read],
        "layout": [_layout(entry) for entry in read],
        "headings": [list(entry.raw.header.headings) if entry.raw else [] for entry in read],
        "encoding": [entry.raw.written.encoding if entry.raw else "" for entry in read],
        "delimiter": [entry.raw.written.delimiter if entry.raw else "" for entry in read],
        "sheet": [entry.raw.written.sheet if entry.raw else "" for entry in read],
        "rows": [entry.rows for entry in read],
    }
    con.register("read_files", pa.table(columns))
    con.execute(DELIVERY)
    con.execute('insert into delivery select *, "rows", 0, 0 from read_files')
    con.unregister("read_files")


def _layout(entry: FileRead) -> str:
    return entry.raw.recognised if entry.raw else entry.areas.recognised if entry.areas else ""


def note(con: duckdb.DuckDBPyConnection, read: list[FileRead], choices: Choices) -> None:
    """Fill `reading_note`: how columns were read, rows under a table, sheets that were passed over."""
    handwriting.note(con, choices)
    beside: list[tuple[int, str, str, int]] = []
    for entry in read:
        for what, number in entry.areas.remarks.items() if entry.areas else ():
            remarks.note(con, entry.file_id, what, number)
        if entry.raw is None:
            continue
        if entry.raw.below:
            first, last = entry.raw.below
            beside.append((entry.file_id, "below_table", f"{first}-{last}", last - first + 1))
        beside += [(entry.file_id, "sheet_passed_over", name, 1) for name in entry.raw.written.passed_over]
    for file_id, topic, what, number in beside:
        con.execute(
            "insert into reading_note values (?, '', ?, ?, 'layout', ?, 0, 0)", [file_id, topic, what, number]
        )


def count(con: duckdb.DuckDBPyConnection) -> None:
    """Fill in what became of each file's rows."""
    con.execute(
        """update delivery set duplicate = counted.duplicate, rejected = counted.rejected,
            accepted = delivery."rows" - counted.duplicate - counted.rejected
        from (
            select delivery.file_id, coalesce(d.number, 0) as duplicate, coalesce(r.number, 0) as rejected
            from delivery
            left join (select file_id, count(*) as number from duplicate_row group by file_id) as d
                on d.file_id = delivery.file_id
            left join (select file_id, count(*) as number from rejected_row group by file_id) as r
                on r.file_id = delivery.file_id
        ) as counted
        where counted.file_id = delivery.file_id"""
    )


def files(con: duckdb.DuckDBPyConnection) -> list[FileCount]:
    """One FileCount per file, in the order of its path."""
    rows = con.execute(
        'select path, party, "rows", accepted, duplicate, rejected from delivery order by path'
    ).fetchall()
    return [FileCount(*row) for row in rows]


def ways(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows found their dwelling in which way."""
    found = dict(con.execute("select way, sum(number) from way_count group by way").fetchall())
    return {way: int(found.get(way, 0)) for way in WAYS}


def mostly_rejected(con: duckdb.DuckDBPyConnection) -> list[FileRefused]:
    """The files with over half their rows rejected, each with its first reason."""
    found = con.execute(
        """with rejected as (
            select file_id, count(*) as number, min(row_no) as first_row from rejected_row group by file_id
        )
        select delivery.path, delivery."rows", rejected.number,
            row.row_no, row.column_name, row.found, row.expected
        from delivery
        join rejected on rejected.file_id = delivery.file_id
        join rejected_row as row on row.file_id = rejected.file_id and row.row_no = rejected.first_row
        where rejected.number * 2 > delivery."rows"
        order by delivery.path"""
    ).fetchall()
    return [
        FileRefused(
            path,
            place=said("row {row}, column {column}", row=row_no, column=column),
            found=said(
                "“{cell}” (and {rejected} of {rows} rows that cannot go in)",
                cell=found_text, rejected=rejected, rows=rows,
            ),
            expected=expected,
            do=said("Leave out the rows that cannot be corrected yet") if corrects(Path(path).stem) else "",
        )
        for path, rows, rejected, row_no, column, found_text, expected in found
    ]  # fmt: skip
