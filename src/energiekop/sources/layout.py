"""How a table is laid out: encoding, delimiter, the row of its header, which heading is which column.

The header is found by its words, not by its place: titles and preambles above it are read over and named in
the ledger.
"""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from energiekop.sources.contract import Kind, fold
from energiekop.sources.refusals import FileRefused

DELIMITERS = (";", ",", "\t", "|")
ROWS_SEARCHED = 30  # a header further down than this has not been seen in any real file
_CHUNK = 1 << 20
_UNMARKED = {"utf-8": "utf-8-sig"}  # utf-16 takes its mark away by itself


@dataclass(frozen=True)
class Header:
    """Where the header stands (0 is the first row), which cell holds which column, and what it lacks."""

    row: int
    headings: tuple[str, ...]
    cells: dict[str, int]  # contract column -> position
    lacking: tuple[tuple[str, ...], ...]  # for each needed column without one: the headings that would do


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


def opened(path: Path, written_in: str) -> TextIO:
    """The file as text, its line ends as they are; a byte order mark is not part of the text."""
    # Five bytes have no letter in Windows-1252; one of them is not worth a whole file.
    return path.open(encoding=_UNMARKED.get(written_in, written_in), errors="replace", newline="")


def find_header(kind: Kind, rows: Sequence[Sequence[str]]) -> Header | None:
    """The first row with every needed heading, else the one that names most; None when none names two."""
    best: Header | None = None
    for number, row in enumerate(rows[:ROWS_SEARCHED]):
        cells = _known_cells(kind, row)
        if len(cells) >= min(2, len(kind.columns)) and (best is None or len(cells) > len(best.cells)):
            best = Header(number, tuple(cell.strip() for cell in row), cells, _lacking(kind, cells))
            if not best.lacking:
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


def _lacking(kind: Kind, cells: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    needed = [c.headings for c in kind.columns if (c.required or c.heading_required) and c.name not in cells]
    for group in kind.one_of:
        if not any(name in cells for name in group):
            needed.append(tuple(c.headings[0] for c in kind.columns if c.name in group))
    return tuple(needed)


def require_columns(name: str, header: Header) -> None:
    """Raises FileRefused when a column that the contract needs has no heading."""
    for headings in header.lacking:
        raise FileRefused(
            name,
            place=f"row {header.row + 1}",
            found=f"the headings {', '.join(heading for heading in header.headings if heading)}",
            expected=f"a column {' or '.join(headings)}",
        )
