"""A file as rows of text, with its row numbers; nothing is judged yet.

A list typed by people is read in Python: forgiving, and exact about rows whatever stands between them. A
register is streamed by DuckDB; where its rows are not the lines of the file, Python reads it after all.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from energiekop.sources import layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered, unreadable
from energiekop.sources.formulas import as_it_was
from energiekop.sources.refusals import FileRefused
from energiekop.sources.spreadsheet import read_sheet

_PACKED = (".zst", ".gz")
_STREAM_FROM = 1 << 20  # bytes; under a megabyte Python is as quick as DuckDB's own start
_SAMPLE = 1 << 18
READABLE = "a CSV or XLSX table"


@dataclass(frozen=True)
class Written:
    """How a file was written, so that rows of it can be written alike; a spreadsheet has a sheet."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    passed_over: tuple[str, ...] = ()  # its other sheets

    def __str__(self) -> str:
        return f"sheet {self.sheet!r}" if self.sheet else f"{self.encoding}, delimiter {self.delimiter!r}"


@dataclass(frozen=True)
class RawRows:
    """The rows of a file as text: `row_no`, `c0`, `c1` ...; in an Arrow table, or in DuckDB by its name.

    `surplus` is how many cells a row has when that is more than there are headings, else null; what stands in
    them is not kept, for it may be anything. `below` are the numbers of the first and the last row that stand
    under the table and are none of its rows.
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
        """Encoding and delimiter or sheet, and where the header stood."""
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
            raise FileRefused(file.name, found="an empty file", expected="a header and at least one row")
        raw = _sheet(file, kind) if file.path.suffix.lower() == ".xlsx" else _text(con, file, kind, table)
    except OSError as problem:
        raise unreadable(file.name, problem) from None
    except (csv.Error, UnicodeError, duckdb.Error) as problem:
        raise FileRefused(file.name, found=_first_line(problem), expected=READABLE) from None
    if raw.rows == 0 and kind.mode == "full":
        raise FileRefused(file.name, found="a header without rows", expected="at least one row")
    return raw


def _sheet(file: Delivered, kind: Kind) -> RawRows:
    sheet = read_sheet(file, kind)
    layout.require_columns(f"{file.name}, sheet {sheet.name}", sheet.header)
    rows, below = _arrow(kind, enumerate(sheet.rows, start=1), sheet.header)
    written = Written(sheet=sheet.name, passed_over=sheet.passed_over)
    return RawRows(sheet.header, len(rows), written, rows, below)


def _text(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawRows:
    packed = file.path.suffix.lower() in _PACKED
    written_in = "utf-8" if packed else layout.encoding(file.path)
    marked = written_in == "utf-8" and not packed and layout.is_marked(file.path)
    shown_as = "utf-8-sig" if marked else written_in
    if packed or file.path.stat().st_size >= _STREAM_FROM:
        start = _packed_start(con, file.path) if packed else _start(file.path, written_in)
        delimiter, header = _recognise(file, kind, start)
        layout.require_columns(file.name, header)
        rows = _stream(con, file.path, written_in, delimiter, header, table)
        if rows is not None:
            below = _below(con, kind, header, table)
            rows -= below[1] - below[0] + 1 if below else 0
            return RawRows(header, rows, Written(shown_as, delimiter), table, below)
        if packed:
            raise FileRefused(file.name, found="rows that do not hold together", expected="one row a line")
    with layout.opened(file.path, written_in) as content:
        text = content.read()
    delimiter, header = _recognise(file, kind, text[:_SAMPLE])
    layout.require_columns(file.name, header)
    if (nothing := text.find("\0")) >= 0:
        line = text.count("\n", 0, nothing) + 1
        raise FileRefused(file.name, place=f"row {line}", found="bytes that are no text", expected=READABLE)
    loaded, below = _arrow(kind, _rows(file, text, delimiter), header)
    return RawRows(header, len(loaded), Written(shown_as, delimiter), loaded, below)


def _rows(file: Delivered, text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row and the line it ends on. Raises FileRefused where a quotation mark swallows what follows."""
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    ended, before = 0, 0
    try:
        for row in reader:
            if reader.line_num - ended > 1:  # a cell of several lines, or one that was never closed
                _refuse_unclosed(file, text[before : lines.tell()], delimiter, ended + 1)
            ended, before = reader.line_num, lines.tell()
            yield ended, [as_it_was(cell) for cell in row] if file.corrects else row
    except csv.Error as problem:
        raise FileRefused(
            file.name, place=f"row {reader.line_num}", found=_first_line(problem), expected=READABLE
        ) from None


def _refuse_unclosed(file: Delivered, row: str, delimiter: str, line: int) -> None:
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise FileRefused(
            file.name, place=f"row {line}", found="a quotation mark that is not closed in its cell",
            expected="two of them around a cell, or none",
        ) from None  # fmt: skip


def _start(path: Path, written_in: str) -> str:
    with layout.opened(path, written_in) as content:
        return content.read(_SAMPLE)


def _packed_start(con: duckdb.DuckDBPyConnection, path: Path) -> str:
    one_column = (
        "delim='\x01', header=false, auto_detect=false, quote='', escape='', columns={'line': 'varchar'}"
    )
    lines = con.execute(
        f"select line from read_csv(?, {one_column}) limit {layout.ROWS_SEARCHED}", [str(path)]
    )
    return "\n".join(line or "" for (line,) in lines.fetchall())


def _recognise(file: Delivered, kind: Kind, start: str) -> tuple[str, layout.Header]:
    """Delimiter and header by the words that stand there; raises FileRefused when there is no header."""
    if start.startswith("PK\x03\x04"):
        raise FileRefused(
            file.name, found="a workbook under another ending", expected=READABLE,
            do="Give it the ending .xlsx and hand it in again",
        )  # fmt: skip
    if "\0" in start:
        raise FileRefused(file.name, found="bytes that are no text", expected=READABLE)
    candidates = []
    for delimiter in layout.DELIMITERS:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        first_rows = [row for _, row in zip(range(layout.ROWS_SEARCHED), reader, strict=False)]
        if header := layout.find_header(kind, first_rows):
            candidates.append((len(header.cells), delimiter, header))
            if not header.lacking:
                break
    if not candidates:
        first = next((line for line in start.splitlines() if line.strip()), "")
        needed = [c.headings[0] for c in kind.columns if c.required or c.heading_required]
        raise FileRefused(
            file.name, place="row 1", found=f"“{first[:80]}”",
            expected=f"a row of headings with {', '.join(needed)}",
        )  # fmt: skip
    _, delimiter, header = max(candidates, key=lambda candidate: candidate[0])
    return delimiter, header


def _stream(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    written_in: str,
    delimiter: str,
    header: layout.Header,
    table: str,
) -> int | None:
    """Rows loaded by DuckDB; None when it cannot, or when its rows are not the lines of the file."""
    columns = ", ".join(f"'c{position}': 'varchar'" for position in range(header.width))
    with tempfile.TemporaryDirectory() as folder:
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
                select row_number() over () + {header.row + 1} as row_no, *
                from read_csv(?, delim=?, skip={header.row + 1}, header=false, auto_detect=false,
                              quote='"', escape='"', null_padding=true, strict_mode=true,
                              columns={{{columns}}}, max_line_size=10000000)""",
                [str(path), delimiter],
            )
        except duckdb.Error:
            return None
        [(rows,)] = con.execute(f"select count(*) from {table}").fetchall()
        if path.suffix.lower() not in _PACKED and rows != _lines(path) - header.row - 1:
            return None
    return int(rows)


def _lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as content:
        while chunk := content.read(1 << 20):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n")


def _below(
    con: duckdb.DuckDBPyConnection, kind: Kind, header: layout.Header, table: str
) -> tuple[int, int] | None:
    """Takes the rows under the table out of a streamed file; their first and last number."""
    cells = ", ".join(f"coalesce(c{position}, '')" for position in range(len(header.headings)))
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
