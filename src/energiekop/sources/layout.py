"""How a table is laid out: encoding, delimiter, the row of its header, which heading is which column.

The header is found by its words, not by its place: titles and preambles above it are read over and named in
the ledger.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from energiekop.sources import known_layouts
from energiekop.sources.contract import Kind, fold
from energiekop.sources.refusals import FileRefused, Said, said

DELIMITERS = (";", ",", "\t", "|")
ROWS_SEARCHED = 30  # a header further down than this has not been seen in any real file
ROWS_BELOW = 40  # lines under the table that are looked at for totals and sources
MOST_COLUMNS = 1000  # the widest real file has some 200
_LONGEST_HEADING = 200
_CHUNK = 1 << 20
_UNMARKED = {"utf-8": "utf-8-sig"}  # utf-16 takes its mark away by itself
# What a form asks around the thing itself: "Wat is uw adres?", "Postcode (bijv. 1011 AB) *".
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|[:?*].*$", re.DOTALL)
_QUESTION = re.compile(r"(?:watis|watzijn|vul)?(?:uw|jouw|jullie|je|het|de)?(.+)")
_CLOSING = re.compile(
    r"\W*(?:(?:(?:eind|sub)?totaal|totalen|total|grand total|som|gemiddelde?|datum export|exportdatum|export"
    r"|ge[eë]xporteerd(?: op)?|aantal(?: (?:rijen|regels|records))?|legenda|toelichting|opmerkingen|noot)"
    r"\s*(?:aantal|op)?\s*(?:[:=(\d].*)?$|(?:bron|source)\b.*$|\? ontbreekt)",
    re.IGNORECASE | re.DOTALL,
)
_STREET_AND_NUMBER = re.compile(r"[A-Za-z].*\d")


@dataclass(frozen=True)
class Header:
    """Where the header stands (0 is the first row), which cell holds which column, and what it lacks."""

    row: int
    headings: tuple[str, ...]
    cells: dict[str, int]  # contract column -> position
    lacking: tuple[tuple[str, ...], ...]  # for each needed column without one: the headings that would do
    width: int  # cells of the row; a `;` at the end of each line is a cell and no column
    # An id may stand in one of several columns (of a dwelling, a berth, a pitch): where else to look.
    spare: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def used(self) -> frozenset[int]:
        """Positions that are read; the rest of the file stays outside."""
        return frozenset(self.cells.values()).union(*self.spare.values())


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


def is_marked(path: Path) -> bool:
    """Whether a UTF-8 file begins with a byte order mark, without which Excel takes it for Windows-1252."""
    with path.open("rb") as content:
        return content.read(3) == codecs.BOM_UTF8


def opened(path: Path, written_in: str) -> TextIO:
    """The file as text, its line ends as they are; a byte order mark is not part of the text."""
    # Five bytes have no letter in Windows-1252; one of them is not worth a whole file.
    return path.open(encoding=_UNMARKED.get(written_in, written_in), errors="replace", newline="")


def first_rows(start: str, delimiter: str) -> list[list[str]]:
    """The first rows of a text as cells."""
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    return [row for _, row in zip(range(ROWS_SEARCHED), reader, strict=False)]


def find_header(kind: Kind, rows: Sequence[Sequence[str]]) -> Header | None:
    """The first row with every needed heading, else the one that names most; None when none names two."""
    best: Header | None = None
    for number, row in enumerate(rows[:ROWS_SEARCHED]):
        cells, spare = _known_cells(kind, row)
        if len(cells) >= min(2, len(kind.columns)) and (best is None or len(cells) > len(best.cells)):
            best = Header(number, _headings(row), cells, _lacking(kind, cells), len(row), spare)
            if not best.lacking:
                return best
    return best


def _headings(row: Sequence[str]) -> tuple[str, ...]:
    """The headings, but for empty ones at the end."""
    stripped = [cell.strip() for cell in row]
    while stripped and not stripped[-1]:
        stripped.pop()
    return tuple(stripped)


def _known_cells(kind: Kind, row: Sequence[str]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    position: dict[str, int] = {}
    for place, cell in enumerate(row[:MOST_COLUMNS]):
        if len(cell) <= _LONGEST_HEADING:
            position.setdefault(fold(cell), place)
    for place, cell in enumerate(row[:MOST_COLUMNS]):
        if len(cell) <= _LONGEST_HEADING:
            position.setdefault(_asked_for(cell), place)  # the very heading goes before a question for it
    found, spare = {}, {}
    for column in kind.columns:
        places = [position[heading] for heading in column.headings if heading in position]
        if places:
            found[column.name] = places[0]
            if column.type == "bag_id" and places[1:]:
                spare[column.name] = tuple(places[1:])
    return found, spare


def _asked_for(heading: str) -> str:
    """What a question asks for; "Wat is uw adres? (straat en nummer)" asks for adres."""
    folded = fold(_ASIDE.sub(" ", heading))
    asked = _QUESTION.fullmatch(folded)
    return asked[1] if asked else folded


def _lacking(kind: Kind, cells: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    needed = [
        c.headings
        for c in kind.columns
        if (c.required or c.heading_required) and c.name not in cells and c.among not in cells
    ]
    for group in kind.one_of:
        if not any(name in cells for name in group):
            needed.append(tuple(c.headings[0] for c in kind.columns if c.name in group))
    return tuple(needed)


def rows_below(kind: Kind, header: Header, last: Sequence[Sequence[str]]) -> int:
    """How many of the last rows stand under the table: totals, sources, the day of the export.

    Only at the very end, and only from a row on that says so by its first word and names no address: what
    might be somebody's row stays one, to be judged.
    """
    if not kind.one_of and not any(column.required for column in kind.columns):
        return 0  # a kind that asks nothing of its rows cannot tell them from a total
    below = 0
    for number, row in enumerate(reversed(last), start=1):
        if _closes(kind, header, row):
            below = number
        elif not _is_remark(header, row):
            break
    return below


def _closes(kind: Kind, header: Header, row: Sequence[str]) -> bool:
    first = next((place for place, cell in enumerate(row) if cell.strip()), None)
    if first is None or not _CLOSING.match(row[first].strip()):
        return False
    address = ("street", "house_number", "dwelling_no")
    names = address if kind.has_address else [c.name for c in kind.columns if c.required]
    places = {header.cells[name] for name in names if name in header.cells} - {first}
    return not any(place < len(row) and row[place].strip() for place in places)


def _is_remark(header: Header, row: Sequence[str]) -> bool:
    """A row of one cell that is no address."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if len(filled) > 1:
        return False
    return not filled or not (
        filled[0] == header.cells.get("street") and _STREET_AND_NUMBER.search(row[filled[0]])
    )


def refuse_unused(name: str, rows: Sequence[Sequence[str]]) -> None:
    """Raises FileRefused when the rows are of a published layout that no kind of ours reads."""
    if layout := known_layouts.unused(rows):
        raise FileRefused(
            name,
            found=said("{layout}, which the dashboard does not use yet", layout=layout),
            expected=said("one of the files that data/README.md lists"),
            do=said("Take the file out of the folder, or build with --set-aside"),
        )


def require_columns(name: str, header: Header) -> None:
    """Raises FileRefused when a column that the contract needs has no heading, or when there are too many."""
    if len(header.headings) > MOST_COLUMNS:
        raise FileRefused(
            name,
            place=said("row {row}", row=header.row + 1),
            found=said("{columns} columns", columns=len(header.headings)),
            expected=said("at most {most}", most=MOST_COLUMNS),
        )
    if header.lacking:
        refuse_unused(name, [header.headings])
    for headings in header.lacking:
        raise FileRefused(
            name,
            place=said("row {row}", row=header.row + 1),
            found=said(
                "the headings {headings}",
                headings=", ".join(heading[:60] for heading in header.headings[:60] if heading),
            ),
            # One heading would do: a page says "or" in its own language.
            expected=_or(said("a column {name}", name=headings[0][:60]), headings[1:5]),
        )


def _or(first: Said, others: Sequence[str]) -> Said:
    for other in others:
        first = said("{first} or {other}", first=first, other=other[:60])
    return first
