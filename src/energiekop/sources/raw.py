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

from energiekop.sources import archives, known_layouts, layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered, unreadable
from energiekop.sources.features import FEATURES, read_features
from energiekop.sources.formulas import as_it_was
from energiekop.sources.refusals import FileRefused, said
from energiekop.sources.spreadsheet import read_sheet

_IN_A_ZIP = (".csv", ".txt", ".tsv", ".xlsx", ".csv.zst", ".csv.gz", *FEATURES)
_STREAM_FROM = 1 << 20  # bytes; under a megabyte Python is as quick as DuckDB's own start
_SAMPLE = 1 << 18
_ROWS_AT_A_TIME = 50_000
READABLE = said("a CSV or XLSX table")


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
            found=_first_line(problem),
            expected=READABLE,
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
                found=said("a packed file that cannot be unpacked ({problem})", problem=_first_line(problem)),
                expected=said("a whole file, packed as its ending says"),
            ) from None
    written_in = layout.encoding(file.path)
    shown_as = "utf-8-sig" if written_in == "utf-8" and layout.is_marked(file.path) else written_in
    delimiter, header = _recognise(file, kind, _start(file.path, written_in))
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
            expected=READABLE,
        )
    loaded, below = _arrow(kind, _rows(file, io.StringIO(text, newline=""), delimiter), header)
    return RawRows(header, len(loaded), written, loaded, below)


def _packed(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawRows | None:
    """A packed register as DuckDB reads it; None when it is not UTF-8 or its rows are not its lines."""
    start = archives.start(file.path, _SAMPLE)
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
    delimiter, header = _recognise(file, kind, text)
    return _stream(con, file.path, "utf-8", kind, header, Written("utf-8", delimiter), table)


def _rows(
    file: Delivered, lines: Iterable[str], delimiter: str
) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row and the line it ends on. Raises FileRefused where a quotation mark swallows what follows."""
    since: list[str] = []  # the lines of the row that is being read

    def remembered() -> Iterator[str]:
        for line in lines:
            since.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=delimiter)
    try:
        for row in reader:
            if len(since) > 1:  # a cell of several lines, or one that was never closed
                _refuse_unclosed(file, "".join(since), delimiter, reader.line_num - len(since) + 1)
            since.clear()
            yield reader.line_num, [as_it_was(cell) for cell in row] if file.corrects else row
    except csv.Error as problem:
        if len(since) > 1:  # so much swallowed that the reader gave up
            _refuse_unclosed(file, "".join(since), delimiter, reader.line_num - len(since) + 1)
        raise FileRefused(
            file.name,
            place=said("row {row}", row=reader.line_num),
            found=_first_line(problem),
            expected=READABLE,
        ) from None


def _refuse_unclosed(file: Delivered, row: str, delimiter: str, line: int) -> None:
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise FileRefused(
            file.name,
            place=said("row {row}", row=line),
            found=said("a quotation mark that is not closed in its cell"),
            expected=said("two of them around a cell, or none"),
        ) from None


def _start(path: Path, written_in: str) -> str:
    with layout.opened(path, written_in) as content:
        return content.read(_SAMPLE)


def _recognise(file: Delivered, kind: Kind, start: str) -> tuple[str, layout.Header]:
    """Delimiter and header by the words that stand there; raises FileRefused when a needed one is lacking."""
    if start.startswith("PK\x03\x04"):
        raise FileRefused(
            file.name,
            found=said("a workbook under another ending"),
            expected=READABLE,
            do=said("Give it the ending .xlsx and hand it in again"),
        )
    if "\0" in start:
        raise FileRefused(
            file.name,
            found=said("bytes that are no text"),
            expected=READABLE,
        )
    candidates = []
    for delimiter in layout.DELIMITERS:
        if header := layout.find_header(kind, layout.first_rows(start, delimiter)):
            candidates.append((len(header.cells), delimiter, header))
            if not header.lacking:
                break
    if not candidates:
        for delimiter in layout.DELIMITERS:
            layout.refuse_unused(file.name, layout.first_rows(start, delimiter))
        first = next((line for line in start.splitlines() if line.strip()), "")
        needed = [c.headings[0] for c in kind.columns if c.required or c.heading_required]
        raise FileRefused(
            file.name,
            place=said("row {row}", row=1),
            found=f"“{first[:80]}”",
            expected=said("a row of headings with {headings}", headings=", ".join(needed)),
        )
    _, delimiter, header = max(candidates, key=lambda candidate: candidate[0])
    layout.require_columns(file.name, header)
    return delimiter, header


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
                while part := source.read(_SAMPLE):
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
            for number, row in islice(_rows(file, content, written.delimiter), header.row + 1, None)
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


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:160]
