"""How a table is laid out: encoding, delimiter, the row of its header, which heading is which column.

The header is found by its words, not by its place: titles and preambles above it are read over and named in
the ledger.
"""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from energiekop.sources.contract import Kind, fold
from energiekop.sources.refusals import FileRefused

DELIMITERS = (";", ",", "\t", "|")
ROWS_SEARCHED = 30  # a header further down than this has not been seen in any real file
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Header:
    """Where the header stands (0 is the first row) and which cell holds which column of the contract."""

    row: int
    headings: tuple[str, ...]
    cells: dict[str, int]  # contract column -> position


def encoding(path: Path) -> str:
    """Encoding of a text file: a byte order mark decides, else UTF-8 when all of it is, else Windows-1252."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as content:
        start = content.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        content.seek(0)
        try:
            while chunk := content.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "windows-1252"
    return "utf-8"


def decode(content: bytes) -> tuple[str, str]:
    """Encoding and text of a small file, by the same rule; a byte order mark is not part of the text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", content.decode("utf-16")
    try:
        return "utf-8", content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes have no letter in Windows-1252; one of them is not worth a whole file.
        return "windows-1252", content.decode("windows-1252", errors="replace")


def find_header(kind: Kind, rows: Sequence[Sequence[str]]) -> Header | None:
    """The first row with every needed heading, else the one that names most; None when none names two."""
    best: Header | None = None
    for number, row in enumerate(rows[:ROWS_SEARCHED]):
        cells = _known_cells(kind, row)
        if len(cells) >= min(2, len(kind.columns)) and (best is None or len(cells) > len(best.cells)):
            best = Header(number, tuple(cell.strip().lstrip("\ufeff") for cell in row), cells)
            if not _lacking(kind, cells):
                return best
    return best


def _known_cells(kind: Kind, row: Sequence[str]) -> dict[str, int]:
    position = {fold(cell): place for place, cell in reversed(list(enumerate(row)))}
    found = {}
    for column in kind.columns:
        places = [position[heading] for heading in column.headings if heading in position]
        if places:
            found[column.name] = places[0]
    return found


def _lacking(kind: Kind, cells: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The headings that would do for each needed column that has none."""
    needed = [c.headings for c in kind.columns if (c.required or c.heading_required) and c.name not in cells]
    for group in kind.one_of:
        if not any(name in cells for name in group):
            needed.append(tuple(c.headings[0] for c in kind.columns if c.name in group))
    return needed


def has_all(kind: Kind, header: Header) -> bool:
    """Whether every column that the contract needs has a heading."""
    return not _lacking(kind, header.cells)


def require_columns(name: str, kind: Kind, header: Header) -> None:
    """Raises FileRefused when a column that the contract needs has no heading."""
    for headings in _lacking(kind, header.cells):
        raise FileRefused(
            name,
            place=f"row {header.row + 1}",
            found=f"the headings {', '.join(heading for heading in header.headings if heading)}",
            expected=f"a column {' or '.join(headings)}",
        )
