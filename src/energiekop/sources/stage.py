"""From the text of a file to typed contract rows, and to rejected rows that say what was expected.

Nothing is lost: a row is in `staged_<kind>` or in `rejected_row`, never in both and never in neither.
"""

from collections.abc import Iterable

import duckdb

from energiekop.sources import cells
from energiekop.sources.contract import ADDRESS_COLUMNS, Column, Kind, Reading
from energiekop.sources.deliveries import Delivered
from energiekop.sources.raw import RawTable

EARLIEST_DAY = "1990-01-01"  # a resident's choice before the programme's generation is a typing error
KEEP = "The row is kept on the data page; correct it there and hand the file in again."

REJECTED_ROW = """
create table if not exists rejected_row (
    file_id integer, row_no bigint, column_name varchar, reason varchar,
    found varchar, expected varchar, what_to_do varchar, original varchar[]
)"""


def create_tables(con: duckdb.DuckDBPyConnection, kinds: Iterable[Kind]) -> None:
    """An empty `staged_<kind>` for every kind: a kind without a file is an empty table to the models."""
    con.execute(REJECTED_ROW)
    for kind in kinds:
        typed = ", ".join(f"{column.name} {cells.type_name(column)}" for column in _staged_columns(kind))
        extra = ", typed_key varchar, context varchar, original varchar[]" if kind.has_address else ""
        con.execute(
            f"create table if not exists staged_{kind.name} (file_id integer, row_no bigint, {typed}{extra})"
        )


def stage(con: duckdb.DuckDBPyConnection, file: Delivered, raw: RawTable, file_id: int) -> None:
    """Move the rows of `raw` to `staged_<kind>` or `rejected_row`; `raw` is dropped."""
    assert file.kind is not None
    kind, reading = file.kind, file.reading
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
        with texts as (select row_no, [{original}] as original, {trimmed} from {raw.table}),
             typed as (select *, {values} from texts)
        select *, {_problem(kind, raw, file)} as problem from typed"""
    )
    _insert_good(con, kind, file, file_id)
    _insert_rejected(con, kind, reading, raw, file_id)
    con.execute(f"drop table judged; drop table {raw.table}")


def _staged_columns(kind: Kind) -> tuple[Column, ...]:
    # A mapping may reorder or re-head the columns; names and types stay those of the kind.
    return tuple(sorted(kind.columns, key=lambda column: column.name))


def _text(column: Column, raw: RawTable) -> str:
    position = raw.header.cells.get(column.name)
    return cells.raw_text(f"c{position}") if position is not None else "null"


def _null(column: Column) -> str:
    return f"cast(null as {cells.type_name(column)})"


def _problem(kind: Kind, raw: RawTable, file: Delivered) -> str:
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
        if column.type == "day":
            whens.append(f"when {value} < date '{EARLIEST_DAY}' then 'unreadable:{column.name}'")
            if column.happened:
                whens.append(f"when {value} > date '{file.delivered_on}' then 'after_delivery:{column.name}'")
    return f"(case {' '.join(whens)} end)" if whens else "cast(null as varchar)"


def _insert_good(con: duckdb.DuckDBPyConnection, kind: Kind, file: Delivered, file_id: int) -> None:
    columns = _staged_columns(kind)
    names = ", ".join(c.name for c in columns)
    values = ", ".join(f"v_{c.name}" for c in columns)
    extra_names = extra_values = ""
    if kind.has_address:
        context = f"'{file.context.replace(chr(39), chr(39) * 2)}'" if file.context else "null"
        typed = ", ".join(f"coalesce(cast(v_{name} as varchar), '')" for name in ADDRESS_COLUMNS[1:])
        blank = " and ".join(f"v_{name} is null" for name in ADDRESS_COLUMNS[1:] if name != "place")
        extra_names = ", typed_key, context, original"
        extra_values = (
            f", case when {blank} then null else concat_ws(chr(31), {typed}, coalesce({context}, '')) end"
            f", {context}, original"
        )
    con.execute(
        f"""insert into staged_{kind.name} (file_id, row_no, {names}{extra_names})
        select {file_id}, row_no, {values}{extra_values} from judged where problem is null"""
    )


def _insert_rejected(
    con: duckdb.DuckDBPyConnection, kind: Kind, reading: Reading, raw: RawTable, file_id: int
) -> None:
    for column in kind.columns:
        position = raw.header.cells.get(column.name)
        if position is None:
            continue
        expected = {
            "blank": cells.expected(column, reading),
            "unreadable": cells.expected(column, reading),
            "after_delivery": "a day not after the day the file was handed in",
        }
        for how, words in expected.items():
            con.execute(
                f"""insert into rejected_row
                select {file_id}, row_no, $heading, $how, coalesce(t_{column.name}, '(blank)'), $expected,
                       $what_to_do, original
                from judged where problem = $problem""",
                {
                    "heading": raw.header.headings[position], "how": how, "expected": words,
                    "what_to_do": KEEP, "problem": f"{how}:{column.name}",
                },
            )  # fmt: skip
