"""From the text of files to typed contract rows, and to rejected rows that say what was expected.

Files of one kind that are laid out alike are judged together, in one pass of SQL. Nothing is lost: a row
is in `staged_<kind>` or in `rejected_row`, never in both and never in neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from energiekop.sources import cells
from energiekop.sources.contract import ADDRESS_COLUMNS, Column, Kind
from energiekop.sources.deliveries import Delivered
from energiekop.sources.raw import RawRows

EARLIEST_DAY = "1990-01-01"  # a resident's choice before the programme's generation is a typing error
KEEP = "The row is kept on the data page; correct it there and hand the file in again."
REJECTED_ROW = """
create table rejected_row (
    file_id integer, row_no bigint, column_name varchar, reason varchar,
    found varchar, expected varchar, what_to_do varchar, original varchar[],
    typed_key varchar, dwelling_no varchar
)"""


@dataclass
class Batch:
    """Files of one kind that are laid out and read alike."""

    file: Delivered  # the first of them: kind, reading and context are those of all
    raw: RawRows
    tables: list[tuple[int, pa.Table]] = field(default_factory=list)


def batches(loaded: Iterable[tuple[int, Delivered, RawRows]]) -> list[Batch]:
    """Group the files held in memory by kind, headings and way of reading; a streamed file stands alone."""
    found: dict[tuple[object, ...], Batch] = {}
    for file_id, file, raw in loaded:
        assert file.kind is not None
        own_reading = file.source if file.party == "consultancy" else ""
        own_table = raw.table if isinstance(raw.table, str) else ""
        key = (file.kind.name, own_reading, raw.header.headings, own_table)
        batch = found.setdefault(key, Batch(file, raw))
        if isinstance(raw.table, pa.Table):
            batch.tables.append((file_id, raw.table))
        else:
            batch.tables.append((file_id, pa.table({})))
    return list(found.values())


def create_tables(con: duckdb.DuckDBPyConnection, kinds: Iterable[Kind]) -> None:
    """An empty `staged_<kind>` for every kind: a kind without a file is an empty table to the models."""
    con.execute(REJECTED_ROW)
    for kind in kinds:
        typed = ", ".join(f"{column.name} {cells.type_name(column)}" for column in _staged_columns(kind))
        extra = ", typed_key varchar, context varchar, original varchar[]" if kind.has_address else ""
        con.execute(f"create table staged_{kind.name} (file_id integer, row_no bigint, {typed}{extra})")


def stage(con: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Move the rows of a batch to `staged_<kind>` or `rejected_row`; needs `delivery` for the days."""
    kind, reading, raw = batch.file.kind, batch.file.reading, batch.raw
    assert kind is not None
    source = _raw_source(con, batch)
    texts = {c.name: _text(c, raw) for c in kind.columns}
    trimmed = ", ".join(f"{text} as t_{name}" for name, text in texts.items())
    values = ", ".join(
        f"{cells.value(c, 't_' + c.name, reading) if c.name in raw.header.cells else _null(c)} as v_{c.name}"
        for c in kind.columns
    )
    known = set(raw.header.cells.values())
    original = ", ".join(f"c{i}" if i in known else "null" for i in range(raw.width))
    con.execute(
        f"""create or replace temp table judged as
        with texts as (
            select raw.file_id, row_no, delivery.delivered_on, [{original}] as original, {trimmed}
            from {source} as raw join delivery on delivery.file_id = raw.file_id
        ),
        typed as (select *, {values} from texts)
        select *, {_problem(kind, raw)} as problem from typed"""
    )
    _insert_good(con, kind, raw, batch.file.context)
    _insert_rejected(con, batch)
    con.execute("drop table judged")
    if isinstance(raw.table, str):
        con.execute(f"drop table {raw.table}")
    else:
        con.unregister(source)


def _raw_source(con: duckdb.DuckDBPyConnection, batch: Batch) -> str:
    """What to read the batch from: a streamed table, or its Arrow tables as one."""
    if isinstance(batch.raw.table, str):
        [(file_id, _)] = batch.tables
        return f"(select {file_id} as file_id, * from {batch.raw.table})"
    numbered = [
        table.add_column(0, "file_id", pa.array([file_id] * len(table), pa.int32()))
        for file_id, table in batch.tables
    ]
    con.register("raw_rows", pa.concat_tables(numbered))
    return "raw_rows"


def _staged_columns(kind: Kind) -> tuple[Column, ...]:
    # A mapping may reorder or re-head the columns; names and types stay those of the kind.
    return tuple(sorted(kind.columns, key=lambda column: column.name))


def _text(column: Column, raw: RawRows) -> str:
    position = raw.header.cells.get(column.name)
    return cells.raw_text(f"c{position}") if position is not None else "null"


def _null(column: Column) -> str:
    return f"cast(null as {cells.type_name(column)})"


def _problem(kind: Kind, raw: RawRows) -> str:
    """Expression: the first column that is wrong and how, as 'how:column'; null for a good row."""
    whens = []
    for column in kind.columns:
        if column.name not in raw.header.cells:
            continue
        text, value = f"t_{column.name}", f"v_{column.name}"
        if column.required:
            whens.append(f"when {text} is null then 'blank:{column.name}'")
        if column.type not in ("text", "postcode"):
            whens.append(f"when {text} is not null and {value} is null then 'unreadable:{column.name}'")
        if column.happened:
            whens.append(f"when {value} < date '{EARLIEST_DAY}' then 'unreadable:{column.name}'")
            whens.append(f"when {value} > delivered_on then 'after_delivery:{column.name}'")
    return f"(case {' '.join(whens)} end)" if whens else "cast(null as varchar)"


def _said(kind: Kind, column: Column, raw: RawRows) -> str:
    """The value; in a register an empty addition says that there is none, on a typed list it says nothing."""
    empty_speaks = kind.party != "community" and column.name in ("house_letter", "addition")
    if empty_speaks and column.name in raw.header.cells:
        return f"coalesce(v_{column.name}, '')"
    return f"v_{column.name}"


def _insert_good(con: duckdb.DuckDBPyConnection, kind: Kind, raw: RawRows, place: str | None) -> None:
    columns = _staged_columns(kind)
    names = ", ".join(c.name for c in columns)
    values = ", ".join(_said(kind, c, raw) for c in columns)
    extra_names = extra_values = ""
    if kind.has_address:
        extra_names = ", typed_key, context, original"
        extra_values = f", {_typed_key(kind, raw, place)}, {_quoted(place)}, original"
    con.execute(
        f"""insert into staged_{kind.name} (file_id, row_no, {names}{extra_names})
        select file_id, row_no, {values}{extra_values} from judged where problem is null"""
    )


def _typed_key(kind: Kind, raw: RawRows, place: str | None) -> str:
    """Expression: the address as it was typed, and where the list lies; null when nothing was typed."""
    by_name = {column.name: column for column in kind.columns}
    typed = ", ".join(
        f"coalesce(cast({_said(kind, by_name[name], raw)} as varchar), chr(30))"
        for name in ADDRESS_COLUMNS[1:]
    )
    blank = " and ".join(f"v_{name} is null" for name in ADDRESS_COLUMNS[1:] if name != "place")
    return f"case when {blank} then null else concat_ws(chr(31), {typed}, coalesce({_quoted(place)}, '')) end"


def _quoted(place: str | None) -> str:
    return "'" + place.replace("'", "''") + "'" if place else "null"


def _insert_rejected(con: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    problems = [row[0] for row in con.execute("select distinct problem from judged").fetchall() if row[0]]
    assert batch.file.kind is not None
    kind = batch.file.kind
    columns = {column.name: column for column in kind.columns}
    # Whom a row is about is looked up, though it cannot go in: who asks what is held is told of it as well.
    about = "null, null"
    if kind.has_address:
        about = f"{_typed_key(kind, batch.raw, batch.file.context)}, v_dwelling_no"
    for problem in sorted(problems):
        how, name = problem.split(":")
        expected = (
            "a day not after the day the file was handed in"
            if how == "after_delivery"
            else cells.expected(columns[name], batch.file.reading)
        )
        con.execute(
            f"""insert into rejected_row
            select file_id, row_no, $heading, $how, coalesce(t_{name}, '(blank)'), $expected, $what_to_do,
                original, {about}
            from judged where problem = $problem""",
            {
                "heading": batch.raw.header.headings[batch.raw.header.cells[name]], "how": how,
                "expected": expected, "what_to_do": KEEP, "problem": problem,
            },
        )  # fmt: skip
