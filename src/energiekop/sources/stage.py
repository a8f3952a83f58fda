"""From the text of files to typed contract rows, and to rejected rows that say what was expected.

Files of one kind that are laid out alike are judged together, in one pass of SQL. Nothing is lost: a row
is in `staged_<kind>` or in `rejected_row`, never in both; what the kind passes over is counted in the books.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from energiekop.sources import cells, handwriting
from energiekop.sources.contract import ADDRESS_COLUMNS, Column, Kind, Reading, fold
from energiekop.sources.deliveries import Delivered
from energiekop.sources.handwriting import Choices, Evidence
from energiekop.sources.raw import RawRows
from energiekop.sources.remarks import note_each

EARLIEST_DAY = "1990-01-01"  # a resident's choice before the programme's generation is a typing error
_LARGE = 200_000  # rows; from here on it pays to look first which rows a file is about
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
    files: dict[int, Delivered] = field(default_factory=dict)


def batches(loaded: Iterable[tuple[int, Delivered, RawRows]]) -> list[Batch]:
    """Group the files held in memory by kind, headings and way of reading; a streamed file stands alone."""
    found: dict[tuple[object, ...], Batch] = {}
    for file_id, file, raw in loaded:
        assert file.kind is not None
        own_reading = file.source if file.party == "consultancy" else ""
        own_table = raw.table if isinstance(raw.table, str) else ""
        key = (file.kind.name, own_reading, raw.header.headings, own_table)
        batch = found.setdefault(key, Batch(file, raw))
        batch.files[file_id] = file
        if isinstance(raw.table, pa.Table):
            batch.tables.append((file_id, raw.table))
        else:
            batch.tables.append((file_id, pa.table({})))
    return list(found.values())


def create_tables(con: duckdb.DuckDBPyConnection, kinds: Iterable[Kind]) -> None:
    """An empty `staged_<kind>` for every kind: a kind without a file is an empty table to the models."""
    con.execute(REJECTED_ROW)
    con.execute(handwriting.READING_NOTE)
    for kind in kinds:
        typed = ", ".join(f"{column.name} {cells.type_name(column)}" for column in _staged_columns(kind))
        extra = ", typed_key varchar, context varchar" if kind.has_address else ""
        extra += ", original varchar[]" if kind.may_go_back else ""
        con.execute(f"create table staged_{kind.name} (file_id integer, row_no bigint, {typed}{extra})")


def look(con: duckdb.DuckDBPyConnection, batch: Batch) -> list[Evidence]:
    """What the columns of each file tell about the way its days and amounts are written."""
    kind, raw = batch.file.kind, batch.raw
    assert kind is not None
    asked = [c for c in handwriting.columns_with_a_hand(kind.columns) if c.name in raw.header.cells]
    if not asked:
        return []
    source = _raw_source(con, batch)
    told = asked if isinstance(raw.table, pa.Table) else _unsure(con, source, asked, raw)
    found: list[Evidence] = []
    if told:
        parted = ", ".join(handwriting.parted(column, f"c{raw.header.cells[column.name]}") for column in told)
        counted = ", ".join(handwriting.counted(column) for column in told)
        rows = con.execute(
            f"select file_id, {counted} from (select file_id, {parted} from {source}) group by file_id"
        ).fetchall()
        for file_id, *numbers in rows:
            for nth, column in enumerate(told):
                found.append(
                    Evidence(
                        batch.files[file_id], file_id, column.name,
                        raw.header.headings[raw.header.cells[column.name]],
                        "day_order" if column.type == "day" else "decimal_sign",
                        *numbers[nth * 5 : nth * 5 + 5],
                    )
                )  # fmt: skip
    if not isinstance(raw.table, str):
        con.unregister(source)
    return found


def _unsure(
    con: duckdb.DuckDBPyConnection, source: str, asked: list[Column], raw: RawRows
) -> list[Column]:
    """The columns with a value that might be meant in two ways: a quick look, for a register has millions."""
    hidden = ", ".join(
        f"coalesce(bool_or({handwriting.may_hide(column, f'c{raw.header.cells[column.name]}')}), false)"
        for column in asked
    )
    [unsure] = con.execute(f"select {hidden} from {source}").fetchall()
    return [column for column, hides in zip(asked, unsure, strict=True) if hides]


def stage(con: duckdb.DuckDBPyConnection, batch: Batch, choices: Choices) -> None:
    """Move the rows of a batch to `staged_<kind>` or `rejected_row`; needs `delivery` for the days."""
    kind, raw = batch.file.kind, batch.raw
    assert kind is not None
    source = _raw_source(con, batch)
    there = [c for c in kind.columns if _is_there(c, raw)]
    listed = [c for c in kind.columns if _holds_several(c, raw)]
    known = sorted(raw.header.used)
    trimmed = ", ".join(f"{cells.trimmed(f'c{nth}')} as s{nth}" for nth in known)
    said = ", ".join(f"{_said(c, raw)} as t_{c.name}" for c in there)
    bare = ", ".join(f"{cells.bare(c, f't_{c.name}')} as b_{c.name}" for c in there)
    values = ", ".join(f"{_value(c, batch, choices)} as v_{c.name}" for c in there)
    original = "[" + ", ".join(f"c{i}" if i in known else "null" for i in range(raw.width)) + "]"
    # A register's rows are seldom handed back: their cells are gathered only then.
    beside = "" if kind.may_go_back else ", ".join(f"c{i}" for i in known)
    gathered = f"* exclude ({beside}), case when row_problem is not null then {original} end as original"
    # A cell that holds several makes several records of its row, which is good or handed back as a whole.
    whole = "min(problem) over (partition by file_id, row_no)" if listed else "problem"
    steps = f"""texts as (
            select raw.file_id, row_no, surplus, delivery.delivered_on, {beside or f"{original} as original"},
                {trimmed}
            from about as raw join delivery on delivery.file_id = raw.file_id
        ),
        told as (select file_id, row_no, surplus, delivered_on, {beside or "original"}, {said} from texts),
        parted as (select * from {_parted("told", listed)}),
        stripped as (select *, {bare} from parted),
        typed as (select *, {values} from stripped)"""
    passed = _passed_over(kind, raw)
    about = f"select * from {source}"
    if passed and raw.rows > _LARGE:
        about, passed = _pass_over(con, passed, source, steps), ""
    con.execute(
        f"""create or replace temp table judged as
        with about as ({about}), {steps},
        sorted_out as (select *, {passed or "cast(null as varchar)"} as passed from typed),
        looked_at as (
            select *, case when passed is null then {_problem(kind, raw)} end as problem from sorted_out
        ),
        whole as (select *, {whole} as row_problem from looked_at)
        select {gathered if beside else "*"} from whole"""
    )
    if passed:
        note_each(
            con,
            """select file_id, passed as what, count(*) as number from judged
            where passed is not null group by file_id, passed""",
        )
    _note_repairs(con, kind, raw)
    _insert_good(con, kind, raw, batch.file.context)
    _insert_rejected(con, batch)
    con.execute("drop table judged")
    con.execute("drop table if exists sorted_out")
    if isinstance(raw.table, str):
        con.execute(f"drop table {raw.table}")
    else:
        con.unregister(source)


def _passed_over(kind: Kind, raw: RawRows) -> str:
    """Expression: why a row is no part of what the kind is about; empty when the file cannot have any."""
    whens = []
    for rule in kind.passes_over:
        if any(name in raw.header.cells for name in rule.columns):
            absent = [c for c in kind.columns if not _is_there(c, raw)]
            condition = rule.condition
            for column in absent:
                condition = re.sub(rf"\bv_{column.name}\b", _null(column), condition)
            whens.append(f"when {condition} then '{rule.what}'")
    return f"case {' '.join(whens)} end" if whens else ""


def _pass_over(con: duckdb.DuckDBPyConnection, passed_over: str, source: str, steps: str) -> str:
    """Query of the raw rows that the kind is about; the others are counted for the ledger.

    Of a national file they are told apart first, by the few cells that this takes: little is left to judge.
    """
    con.execute(
        f"""create or replace temp table sorted_out as
        with about as (from {source}), {steps} select file_id, row_no, {passed_over} as what from typed"""
    )
    if not con.execute("select 1 from sorted_out where what is not null limit 1").fetchall():
        return f"select * from {source}"
    note_each(
        con,
        """select file_id, what, count(*) as number from sorted_out
        where what is not null group by file_id, what""",
    )
    return f"""select raw.* from {source} as raw
        semi join (select file_id, row_no from sorted_out where what is null) as kept
            on kept.file_id = raw.file_id and kept.row_no = raw.row_no"""


def _note_repairs(con: duckdb.DuckDBPyConnection, kind: Kind, raw: RawRows) -> None:
    """Count the ids that got their leading zero back."""
    ids = [c.name for c in kind.columns if c.type == "bag_id" and c.name in raw.header.cells]
    if ids:
        repaired = " + ".join(
            f"count(*) filter (case when length(t_{name}) = 16 then false "  # whole: nothing to take apart
            f"else v_{name} is not null and length({cells.bag_digits(f't_{name}')}) = 15 end)"
            for name in ids
        )
        note_each(
            con, f"select file_id, 'zero_repaired' as what, {repaired} as number from judged group by file_id"
        )


def _is_there(column: Column, raw: RawRows) -> bool:
    return column.name in raw.header.cells or column.among in raw.header.cells


def _heading(name: str, kind: Kind, raw: RawRows) -> str:
    among = next(column.among for column in kind.columns if column.name == name)
    cells_of = raw.header.cells
    return raw.header.headings[cells_of[name] if name in cells_of else cells_of[among]]


def _holds_several(column: Column, raw: RawRows) -> bool:
    at = raw.header.cells.get(column.name)
    return at is not None and fold(raw.header.headings[at]) in column.several


def _parted(source: str, listed: list[Column]) -> str:
    """The rows with one part of each cell that holds several: two days at three addresses are six rows."""
    for column in listed:
        said = f"t_{column.name}"
        parts = {
            "day": cells.several_days, "choice": cells.several_words, "text": cells.several_addresses,
        }[column.type](said)  # fmt: skip
        # Nothing is one part, so that a blank cell keeps its row.
        unnested = f"unnest(case when {said} is null then [null] else {parts} end) as {said}"
        source = f"(select * replace ({unnested}) from {source})"
    return source


def _value(column: Column, batch: Batch, choices: Choices) -> str:
    """The typed value; where the files of a batch are not written alike, each as it was."""
    bare, reading = f"b_{column.name}", batch.file.reading
    usual = {"day": "mdy" if reading.day_order == "mdy" else "dmy"}.get(column.type, reading.decimal)
    files: dict[str, list[str]] = {}
    for file_id in batch.files:
        choice = choices.get((file_id, column.name))
        files.setdefault(choice.chosen if choice else usual, []).append(str(file_id))

    def read_as(way: str) -> str:
        if column.type == "day":
            return cells.value(column, bare, reading, order="mdy" if way == "mdy" else "dmy")
        return cells.value(column, bare, reading, decimal=cells.sign(way))

    (commonest, _), *others = sorted(files.items(), key=lambda item: -len(item[1]))
    if column.type not in ("day", "amount") or not others:
        return read_as(commonest)
    whens = " ".join(f"when file_id in ({', '.join(ids)}) then {read_as(way)}" for way, ids in others)
    return f"(case {whens} else {read_as(commonest)} end)"


def _raw_source(con: duckdb.DuckDBPyConnection, batch: Batch) -> str:
    """What to read the batch from: a streamed table, or its Arrow tables as one."""
    if isinstance(batch.raw.table, str):
        [(file_id, _)] = batch.tables
        streamed = [row[0] for row in con.execute(f"describe {batch.raw.table}").fetchall()]
        surplus = "" if "surplus" in streamed else "cast(null as bigint) as surplus, "
        return f"(select {file_id} as file_id, {surplus}* from {batch.raw.table})"
    numbered = [
        table.add_column(0, "file_id", pa.array([file_id] * len(table), pa.int32()))
        for file_id, table in batch.tables
    ]
    con.register("raw_rows", pa.concat_tables(numbered))
    return "raw_rows"


def _staged_columns(kind: Kind) -> tuple[Column, ...]:
    # A mapping may reorder or re-head the columns; names and types stay those of the kind.
    return tuple(sorted(kind.columns, key=lambda column: column.name))


def _said(column: Column, raw: RawRows) -> str:
    position = raw.header.cells.get(column.name)
    if position is not None:
        places = [position, *raw.header.spare.get(column.name, ())]
        said = ", ".join(cells.said(f"s{place}") for place in places)
        return f"coalesce({said})" if len(places) > 1 else said
    among = f"s{raw.header.cells[column.among]}"
    return cells.purpose_among(cells.said(among), column.name.removeprefix("consent_"))


def _null(column: Column) -> str:
    return f"cast(null as {cells.type_name(column)})"


def _problem(kind: Kind, raw: RawRows) -> str:
    """Expression: the first column that is wrong and how, as 'how:column'; null for a good row."""
    whens = ["when surplus is not null then 'surplus:'"]
    for column in kind.columns:
        if not _is_there(column, raw):
            continue
        text, value = f"t_{column.name}", f"v_{column.name}"
        if column.required:
            whens.append(f"when {text} is null then 'blank:{column.name}'")
        if column.type not in ("text", "postcode"):
            unknown = ""
            if column.type == "yes_no" and not (column.required or column.heading_required):
                unknown = f" and not {cells.is_maybe(f'b_{column.name}')}"
            whens.append(
                f"when {text} is not null and {value} is null{unknown} then 'unreadable:{column.name}'"
            )
        if column.happened:
            whens.append(f"when {value} < date '{EARLIEST_DAY}' then 'unreadable:{column.name}'")
            whens.append(f"when {value} > delivered_on then 'after_delivery:{column.name}'")
        if column.plausible is not None:
            low, high = column.plausible
            whens.append(f"when {value} not between {low} and {high} then 'implausible:{column.name}'")
    return f"(case {' '.join(whens)} end)"


def _stands(kind: Kind, column: Column, raw: RawRows) -> str:
    """The value; in a register an empty addition says that there is none, on a typed list it says nothing."""
    if not _is_there(column, raw):
        return _null(column)
    empty_speaks = kind.party != "community" and column.name in ("house_letter", "addition")
    blank = "''" if empty_speaks else column.blank
    if blank and column.name in raw.header.cells:
        return f"coalesce(v_{column.name}, {blank})"
    return f"v_{column.name}"


def _insert_good(con: duckdb.DuckDBPyConnection, kind: Kind, raw: RawRows, place: str | None) -> None:
    columns = _staged_columns(kind)
    names = ", ".join(c.name for c in columns)
    values = ", ".join(_stands(kind, c, raw) for c in columns)
    extra_names = extra_values = ""
    if kind.has_address:
        extra_names = ", typed_key, context"
        extra_values = f", {_typed_key(kind, raw, place)}, {_quoted(place)}"
    if kind.may_go_back:
        extra_names, extra_values = f"{extra_names}, original", f"{extra_values}, original"
    con.execute(
        f"""insert into staged_{kind.name} (file_id, row_no, {names}{extra_names})
        select file_id, row_no, {values}{extra_values} from judged
        where row_problem is null and passed is null"""
    )


def _typed_key(kind: Kind, raw: RawRows, place: str | None) -> str:
    """Expression: the address as it was typed, and where the list lies; null when nothing was typed."""
    by_name = {column.name: column for column in kind.columns}
    typed = ", ".join(
        f"coalesce(cast({_stands(kind, by_name[name], raw)} as varchar), chr(30))"
        for name in ADDRESS_COLUMNS[1:]
    )
    told = [n for n in ADDRESS_COLUMNS[1:] if n != "place" and _is_there(by_name[n], raw)]
    blank = " and ".join(f"v_{name} is null" for name in told) or "true"
    return f"case when {blank} then null else concat_ws(chr(31), {typed}, coalesce({_quoted(place)}, '')) end"


def _quoted(place: str | None) -> str:
    return "'" + place.replace("'", "''") + "'" if place else "null"


def _insert_rejected(con: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    kind, raw = batch.file.kind, batch.raw
    assert kind is not None
    columns = {column.name: column for column in kind.columns}
    # Whom a row is about is looked up, though it cannot go in: who asks what is held is told of it as well.
    about = nobody = "null, null"
    if kind.has_address:
        dwelling_no = _stands(kind, columns["dwelling_no"], raw)
        about = f"any_value({_typed_key(kind, raw, batch.file.context)}), any_value({dwelling_no})"
    problems = con.execute("select distinct row_problem from judged where row_problem is not null").fetchall()
    for (problem,) in sorted(problems):
        how, name = problem.split(":")
        if how == "surplus":
            heading, found = "", "surplus || ' cells'"
            expected, original = f"as many cells as there are headings ({raw.width})", _NOTHING_KEPT
        else:
            heading, found = _heading(name, kind, raw), f"t_{name}"
            expected = _EXPECTED.get(how, cells.expected)(columns[name], batch.file.reading)
            original = "original"
        con.execute(
            f"""insert into rejected_row
            select file_id, row_no, $heading, $how, coalesce(min({found}), '(blank)'), $expected, $what_to_do,
                any_value({original}), {nobody if how == "surplus" else about}
            from judged where row_problem = $problem and problem = $problem group by file_id, row_no""",
            {
                "heading": heading, "how": how, "expected": expected, "what_to_do": KEEP, "problem": problem,
            },
        )  # fmt: skip


# Where cells have moved along, anything may stand anywhere: a name under a heading that we keep.
_NOTHING_KEPT = "list_transform(original, lambda cell: cast(null as varchar))"


def _not_after_delivery(column: Column, reading: Reading) -> str:
    return "a day not after the day the file was handed in"


def _within_range(column: Column, reading: Reading) -> str:
    low, high = column.plausible or (0, 0)
    return f"a number from {low:g} to {high:.0f}; did a spreadsheet lose its decimal sign?"


_EXPECTED: dict[str, Callable[[Column, Reading], str]] = {
    "after_delivery": _not_after_delivery, "implausible": _within_range,
}  # fmt: skip
