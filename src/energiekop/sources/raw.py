"""A file as rows of text, with its row numbers; nothing is judged yet.

A list typed by people is read in Python: forgiving, and exact about rows whatever stands between them. A
register is streamed by DuckDB; where its rows are not the lines of the file, Python reads it after all, a
part at a time when it is large.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from energiekop.sources import archives, delimited, known_layouts, layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered, unreadable
from energiekop.sources.features import FEATURES, read_features
from energiekop.sources.refusals import FileRefused, first_line, said
from energiekop.sources.spreadsheet import read_sheet

_IN_A_ZIP = (".csv", ".txt", ".tsv", ".xlsx", ".csv.zst", ".csv.gz", *FEATURES)
_STREAM_FROM = 1 << 20  # bytes; under a megabyte Python is as quick as DuckDB's own start
_ROWS_AT_A_TIME = 50_000


@dataclass(frozen=True)
class Written:
    """How a file was written, so that rows of it can be written alike; a spreadsheet has a sheet.

    `layout` is the name of a published layout, or the kind's; a table of features has its format for one.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    passed_over: tuple[str, ...] = ()  # its other sheets
    layout: str = ""
    features: str = ""

    def __str__(self) -> str:
        if self.features:
            return f"{self.layout}, {self.features}"
        how = f"sheet {self.sheet!r}" if self.sheet else f"{self.encoding}, delimiter {self.delimiter!r}"
        return f"{self.layout}, {how}"


@dataclass(frozen=True)
class RawRows:
    """The rows of a file as text: `row_no`, `c0`, `c1` ...; in an Arrow table, or in DuckDB by its name.

    `surplus` is how many cells a row has when that is more than there are headings, else null; what stands in
    them is not kept, for it may be anything. `below` are the numbers of the first and the last row that stand
    under the table and are none of its rows. A streamed table holds only the columns that are read.
    """

    header: layout.Header
    rows: int
    written: Written
    table: pa.Table | str
    below: tuple[int, int] | None = None

    @property
    def width(self) -> int:
        """How many columns the file has."""
        return len(self.header.headings)

    @property
    def recognised(self) -> str:
        """Layout, encoding and delimiter or sheet, and where the header stood."""
        if self.written.features:
            return str(self.written)
        return f"{self.written}, header in row {self.header.row + 1}"


def load(con: duckdb.DuckDBPyConnection, file: Delivered, table: str) -> RawRows:
    """The rows of a file; a large one is streamed into `table`.

    Raises FileRefused when the file is empty or unreadable or lacks a column. A header without rows is a
    delivery of nothing, which a source that adds may hand in and a full one may not.
    """
    kind = file.kind
    assert kind is not None
    try:
        if file.path.stat().st_size == 0:
            raise FileRefused(
                file.name,
                found=said("an empty file"),
                expected=said("a header and at least one row"),
            )
        with _unzipped(con, file) as inner:
            raw = _read(con, inner, kind, table)
    except OSError as problem:
        raise unreadable(file.name, problem) from None
    except (csv.Error, UnicodeError, duckdb.Error, pa.ArrowException) as problem:
        raise FileRefused(
            file.name,
            found=first_line(problem),
            expected=delimited.READABLE,
        ) from None
    if raw.rows == 0 and kind.mode == "full":
        raise FileRefused(
            file.name,
            found=said("a header without rows"),
            expected=said("at least one row"),
        )
    named = known_layouts.name_of(kind, raw.header.headings)
    return replace(raw, written=replace(raw.written, layout=named))


def _read(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawRows:
    ending = file.path.suffix.lower()
    if ending == ".xlsx":
        return _sheet(file, kind)
    if ending in FEATURES:
        header, rows, recognised = read_features(con, file, kind, table)
        # Rows that are handed back are written as CSV: no office mends a feature by hand.
        return RawRows(header, rows, Written("utf-8-sig", ";", features=recognised), table)
    return _text(con, file, kind, table)


@contextmanager
def _unzipped(con: duckdb.DuckDBPyConnection, file: Delivered) -> Iterator[Delivered]:
    if file.path.suffix.lower() != ".zip":
        yield file
        return
    with archives.unzipped(file.path, file.name, _scratch(con)) as inside:
        readable = [path for path in inside if path.name.lower().endswith(_IN_A_ZIP)]
        if len(readable) != 1:
            raise FileRefused(
                file.name,
                found=archives.inside(inside),
                expected=said("one table in it, ending in {endings}", endings=", ".join(_IN_A_ZIP)),
            )
        yield replace(file, path=readable[0], name=f"{file.name}, {readable[0].name}")


def _scratch(con: duckdb.DuckDBPyConnection) -> Path | None:
    """Where a national file has room: beside the working tables, not in the machine's small /tmp."""
    [(spill,)] = con.execute("select current_setting('temp_directory')").fetchall()
    folder = Path(spill).parent
    return folder if spill and folder.is_dir() else None


def _sheet(file: Delivered, kind: Kind) -> RawRows:
    sheet = read_sheet(file, kind)
    layout.require_columns(f"{file.name}, sheet {sheet.name}", sheet.header)
    rows, below = _arrow(kind, enumerate(sheet.rows, start=1), sheet.header)
    written = Written(sheet=sheet.name, passed_over=sheet.passed_over)
    return RawRows(sheet.header, len(rows), written, rows, below)


def _text(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawRows:
    if archives.is_stream(file.path):
        try:
            raw = _packed(con, file, kind, table)
            if raw is not None:
                return raw
            with archives.unpacked(file.path, _scratch(con)) as plain:
                return _text(con, replace(file, path=plain), kind, table)
        except (OSError, pa.ArrowException) as problem:
            if isinstance(problem, OSError) and problem.errno is not None:
                raise  # the disk's own trouble, not the packing's
            raise FileRefused(
                file.name,
                found=said("a packed file that cannot be unpacked ({problem})", problem=first_line(problem)),
                expected=said("a whole file, packed as its ending says"),
            ) from None
    written_in = layout.encoding(file.path)
    shown_as = "utf-8-sig" if written_in == "utf-8" and layout.is_marked(file.path) else written_in
    delimiter, header = delimited.recognise(file, kind, delimited.beginning(file.path, written_in))
    written = Written(shown_as, delimiter)
    if file.path.stat().st_size >= _STREAM_FROM:
        raw = _stream(con, file.path, written_in, kind, header, written, table)
        return raw if raw is not None else _part_by_part(con, file, written_in, kind, header, written, table)
    with layout.opened(file.path, written_in) as content:
        text = content.read()
    if (nothing := text.find("\0")) >= 0:
        line = text.count("\n", 0, nothing) + 1
        raise FileRefused(
            file.name,
            place=said("row {row}", row=line),
            found=said("bytes that are no text"),
            expected=delimited.READABLE,
        )
    loaded, below = _arrow(kind, delimited.rows(file, io.StringIO(text, newline=""), delimiter), header)
    return RawRows(header, len(loaded), written, loaded, below)


def _packed(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawRows | None:
    """A packed register as DuckDB reads it; None when it is not UTF-8 or its rows are not its lines."""
    start = archives.start(file.path, delimited.SAMPLE)
    if not start:
        raise FileRefused(
            file.name,
            found=said("an empty file"),
            expected=said("a header and at least one row"),
        )
    try:
        text = start[: start.rfind(b"\n") + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    delimiter, header = delimited.recognise(file, kind, text)
    return _stream(con, file.path, "utf-8", kind, header, Written("utf-8", delimiter), table)


def _stream(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    written_in: str,
    kind: Kind,
    header: layout.Header,
    written: Written,
    table: str,
) -> RawRows | None:
    """Rows loaded by DuckDB; None when it cannot, or when its rows are not the lines of the file."""
    columns = ", ".join(f"'c{position}': 'varchar'" for position in range(header.width))
    with TemporaryDirectory(dir=_scratch(con)) as folder:
        if written_in != "utf-8":
            recoded = Path(folder) / "recoded.csv"
            with (
                layout.opened(path, written_in) as source,
                recoded.open("w", encoding="utf-8", newline="") as target,
            ):
                while part := source.read(delimited.SAMPLE):
                    target.write(part)
            path = recoded
        try:
            con.execute(
                f"""create or replace table {table} as
                select row_number() over () + {header.row + 1} as row_no, {_streamed(header)}
                from read_csv(?, delim=?, skip={header.row + 1}, header=false, auto_detect=false,
                              quote='"', escape='"', null_padding=true, strict_mode=true,
                              columns={{{columns}}}, max_line_size=10000000)""",
                [str(path), written.delimiter],
            )
        except duckdb.Error:
            return None
        [(rows,)] = con.execute(f"select count(*) from {table}").fetchall()
        if rows != archives.lines(path) - header.row - 1:
            return None
    return _without_below(con, kind, header, written, table)


def _streamed(header: layout.Header) -> str:
    """The columns kept of a large file: those that are read, and the first, which names what stands below."""
    return ", ".join(f"c{position}" for position in sorted(header.used | {0}))


def _without_below(
    con: duckdb.DuckDBPyConnection, kind: Kind, header: layout.Header, written: Written, table: str
) -> RawRows:
    below = _below(con, kind, header, table)
    [(rows,)] = con.execute(f"select count(*) from {table}").fetchall()
    return RawRows(header, int(rows), written, table, below)


def _part_by_part(
    con: duckdb.DuckDBPyConnection,
    file: Delivered,
    written_in: str,
    kind: Kind,
    header: layout.Header,
    written: Written,
    table: str,
) -> RawRows:
    """A large file whose rows are not its lines: through Python, never held whole."""
    positions = sorted(header.used | {0})
    schema = pa.schema(
        [("row_no", pa.int64()), ("surplus", pa.int64()), *((f"c{nth}", pa.string()) for nth in positions)]
    )
    width = len(header.headings)

    refused: list[FileRefused] = []

    def parts(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[pa.RecordBatch]:
        try:
            while part := list(islice(rows, _ROWS_AT_A_TIME)):
                filled = [[*row, *[""] * (width - len(row))] for _, row in part]
                surplus = [len(row) if any(cell.strip() for cell in row[width:]) else None for _, row in part]
                columns = [[row[nth] for row in filled] for nth in positions]
                yield pa.record_batch([[number for number, _ in part], surplus, *columns], schema=schema)
        except FileRefused as problem:
            refused.append(problem)  # DuckDB would make another error of it

    with layout.opened(file.path, written_in) as content:
        rows = (
            (number, row)
            for number, row in islice(delimited.rows(file, content, written.delimiter), header.row + 1, None)
            if any(cell.strip() for cell in row)
        )
        con.register("read_rows", pa.RecordBatchReader.from_batches(schema, parts(rows)))
        try:
            con.execute(f"create or replace table {table} as from read_rows")
        finally:
            con.unregister("read_rows")
    if refused:
        con.execute(f"drop table {table}")
        raise refused[0]
    return _without_below(con, kind, header, written, table)


def _below(
    con: duckdb.DuckDBPyConnection, kind: Kind, header: layout.Header, table: str
) -> tuple[int, int] | None:
    """Takes the rows under the table out of a streamed file; their first and last number."""
    kept = header.used | {0}
    cells = ", ".join(
        f"coalesce(c{nth}, '')" if nth in kept else "''" for nth in range(len(header.headings))
    )
    last = con.execute(
        f"select row_no, [{cells}] from {table} order by row_no desc limit {layout.ROWS_BELOW}"
    ).fetchall()[::-1]
    count = layout.rows_below(kind, header, [row for _, row in last])
    if not count:
        return None
    con.execute(f"delete from {table} where row_no >= ?", [last[-count][0]])
    return last[-count][0], last[-1][0]


def _arrow(
    kind: Kind, numbered: Iterable[tuple[int, Sequence[str]]], header: layout.Header
) -> tuple[pa.Table, tuple[int, int] | None]:
    """The rows below the header, blank ones left out; a short row is filled up with nothing.

    Beside them the numbers of the first and the last row under the table.
    """
    width = len(header.headings)
    numbers: list[int] = []
    kept: list[Sequence[str]] = []
    surplus: list[int | None] = []
    for position, (number, row) in enumerate(numbered):
        if position > header.row and any(cell.strip() for cell in row):
            numbers.append(number)
            kept.append(row if len(row) >= width else [*row, *[""] * (width - len(row))])
            surplus.append(len(row) if any(cell.strip() for cell in row[width:]) else None)
    count = layout.rows_below(kind, header, kept[-layout.ROWS_BELOW :])
    below = (numbers[-count], numbers[-1]) if count else None
    end = len(kept) - count
    columns = list(zip(*(row[:width] for row in kept[:end]), strict=True)) if end else [()] * width
    table = pa.table(
        {"row_no": pa.array(numbers[:end], pa.int64()), "surplus": pa.array(surplus[:end], pa.int64())}
        | {f"c{position}": pa.array(cells, pa.string()) for position, cells in enumerate(columns)}
    )
    return table, below
