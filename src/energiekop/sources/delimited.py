"""A text file of delimited cells: how it is written, and its rows with the line that each ends on."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from energiekop.sources import layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered
from energiekop.sources.formulas import as_it_was
from energiekop.sources.refusals import FileRefused, first_line, said

SAMPLE = 1 << 18  # of a file, to recognise it by
READABLE = said("a CSV or XLSX table")


def beginning(path: Path, written_in: str) -> str:
    """As much of the text as is needed to recognise it."""
    with layout.opened(path, written_in) as content:
        return content.read(SAMPLE)


def recognise(file: Delivered, kind: Kind, start: str) -> tuple[str, layout.Header]:
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


def rows(
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
            found=first_line(problem),
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
