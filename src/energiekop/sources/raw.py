"""A file as a table of text in DuckDB: one row per row of the file, nothing judged yet.

Registers of millions of rows are streamed by DuckDB. What DuckDB cannot read with exact row numbers (blank
lines, line breaks within a cell, ragged rows) and spreadsheets go through Python, which is slower and
forgiving.
"""

import csv
import datetime
import io
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from energiekop.sources import layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered
from energiekop.sources.refusals import FileRefused

_PACKED = (".zst", ".gz")
_SAMPLE = 1 << 18
_UNREADABLE = "a CSV or XLSX table"


@dataclass(frozen=True)
class RawTable:
    """A loaded file: its table's name in DuckDB (`row_no`, `c0` ...), its header and how it was laid out."""

    table: str
    header: layout.Header
    width: int
    rows: int
    recognised: str  # encoding, delimiter or sheet, and where the header stood


def load(con: duckdb.DuckDBPyConnection, file: Delivered, table: str) -> RawTable:
    """Load a file into `table`; raises FileRefused when it is empty, unreadable or lacks columns."""
    assert file.kind is not None
    if file.path.stat().st_size == 0:
        raise FileRefused(file.name, found="an empty file", expected="a header and at least one row")
    if file.path.suffix.lower() == ".xlsx":
        return _load_sheet(con, file, file.kind, table)
    return _load_text(con, file, file.kind, table)


def _load_text(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawTable:
    packed = file.path.suffix.lower() in _PACKED
    written_in = "utf-8" if packed else layout.encoding(file.path)
    delimiter, header = _recognise(con, file, kind, written_in)
    layout.require_columns(file.name, kind, header)
    recognised = f"{written_in}, delimiter {delimiter!r}, header in row {header.row + 1}"
    with tempfile.TemporaryDirectory() as folder:
        path = file.path
        if written_in != "utf-8":
            path = Path(folder) / "recoded.csv"
            path.write_text(file.path.read_text(encoding=written_in), encoding="utf-8", newline="")
        rows = _stream(con, path, delimiter, header, table)
        if rows is None:
            text = _unpacked(path)
            rows = _insert(con, csv.reader(io.StringIO(text), delimiter=delimiter), header, table)
    if rows == 0:
        raise FileRefused(file.name, found="a header without rows", expected="at least one row")
    return RawTable(table, header, len(header.headings), rows, recognised)


def _recognise(
    con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, written_in: str
) -> tuple[str, layout.Header]:
    try:
        if file.path.suffix.lower() in _PACKED:
            first_lines = "\n".join(line or "" for line in _packed_lines(con, file.path))
        else:
            with file.path.open(encoding=written_in, errors="replace", newline="") as content:
                first_lines = content.read(_SAMPLE)
        if "\0" in first_lines:
            raise FileRefused(file.name, found="bytes that are no text", expected=_UNREADABLE)
        found = [
            (delimiter, header)
            for delimiter in layout.DELIMITERS
            if (header := layout.find_header(kind, _first_rows(first_lines, delimiter)))
        ]
    except (duckdb.Error, csv.Error, UnicodeError) as problem:
        raise FileRefused(file.name, found=_first_line(problem), expected=_UNREADABLE) from None
    if not found:
        row = first_lines.strip().splitlines()[:1]
        wanted = ", ".join(
            c.headings[0] for c in kind.columns if c.headings and (c.required or c.heading_required)
        )
        raise FileRefused(
            file.name, place="row 1", found=f"“{row[0][:80] if row else ''}”",
            expected=f"a row of headings with {wanted}",
        )  # fmt: skip
    return max(found, key=lambda candidate: len(candidate[1].cells))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [row for _, row in zip(range(layout.ROWS_SEARCHED), reader, strict=False)]


def _packed_lines(con: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    one_column = (
        "delim='\x01', header=false, auto_detect=false, quote='', escape='', columns={'line': 'varchar'}"
    )
    lines = con.execute(
        f"select line from read_csv(?, {one_column}) limit {layout.ROWS_SEARCHED}", [str(path)]
    )
    return [line for (line,) in lines.fetchall()]


def _stream(
    con: duckdb.DuckDBPyConnection, path: Path, delimiter: str, header: layout.Header, table: str
) -> int | None:
    """Rows loaded by DuckDB; None when it cannot, or when its rows are not the lines of the file."""
    columns = ", ".join(f"'c{position}': 'varchar'" for position in range(len(header.headings)))
    try:
        con.execute(
            f"""create or replace temp table {table} as
            select row_number() over () + {header.row + 1} as row_no, *
            from read_csv(?, delim=?, skip={header.row + 1}, header=false, auto_detect=false,
                          quote='"', escape='"', null_padding=true, strict_mode=true,
                          columns={{{columns}}}, max_line_size=10000000)""",
            [str(path), delimiter],
        )
    except duckdb.Error:
        return None
    rows = _count(con, table)
    if path.suffix.lower() in _PACKED:
        return rows
    return rows if rows == _lines(path) - header.row - 1 else None


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    [(counted,)] = con.execute(f"select count(*) from {table}").fetchall()
    return int(counted)


def _lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as content:
        while chunk := content.read(1 << 20):
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n")


def _unpacked(path: Path) -> str:
    if path.suffix.lower() in _PACKED:
        raise FileRefused(path, found="rows that do not hold together", expected="one row a line")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as content:
        return content.read()


def _insert(
    con: duckdb.DuckDBPyConnection, rows: Iterable[Sequence[str]], header: layout.Header, table: str
) -> int:
    """Rows loaded through Python; `row_no` counts rows as a spreadsheet does, header and title included."""
    width = len(header.headings)
    numbers: list[int] = []
    columns: list[list[str | None]] = [[] for _ in range(width)]
    reader = iter(rows)
    try:
        for number, row in enumerate(reader, start=1):
            if number <= header.row + 1 or not any(cell.strip() for cell in row):
                continue
            numbers.append(getattr(reader, "line_num", number))
            for position in range(width):
                columns[position].append(row[position].replace("\0", "") if position < len(row) else None)
    except csv.Error as problem:
        raise FileRefused(table, found=_first_line(problem), expected=_UNREADABLE) from None
    loaded = pa.table(
        {"row_no": pa.array(numbers, pa.int64())}
        | {f"c{position}": pa.array(cells, pa.string()) for position, cells in enumerate(columns)}
    )
    con.register("loaded_rows", loaded)
    con.execute(f"create or replace temp table {table} as select * from loaded_rows")
    con.unregister("loaded_rows")
    return len(numbers)


def _load_sheet(con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str) -> RawTable:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(str(file.path))
        visible = [s.name for s in workbook.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
        sheets = {
            name: [[_cell_text(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python(
                skip_empty_area=False)]
            for name in visible
        }  # fmt: skip
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as problem:
        raise FileRefused(file.name, found=_first_line(problem), expected=_UNREADABLE) from None
    found = {name: header for name, rows in sheets.items() if (header := layout.find_header(kind, rows))}
    if not found:
        raise FileRefused(
            file.name, found=f"no header on the sheets {', '.join(visible)}",
            expected=f"headings such as {', '.join(c.headings[0] for c in kind.columns if c.headings)}",
        )  # fmt: skip
    name = max(found, key=lambda sheet: len(found[sheet].cells))
    header = found[name]
    layout.require_columns(f"{file.name}, sheet {name}", kind, header)
    rows = _insert(con, sheets[name], header, table)
    if rows == 0:
        raise FileRefused(file.name, found="a header without rows", expected="at least one row")
    recognised = f"sheet {name!r}, header in row {header.row + 1}"
    return RawTable(table, header, len(header.headings), rows, recognised)


def _cell_text(cell: object) -> str:
    match cell:
        case datetime.datetime() | datetime.date():
            return cell.isoformat()[:10]
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:160]
