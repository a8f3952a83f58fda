"""How much a workbook may hold: looked at before it is read, so that no file can fill the memory.

An XLSX is a zip of XML. Its sizes are counted, never believed; a sheet is a grid, of which the furthest cell
decides how much room it takes; a text may stand once and be pointed at a million times.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from energiekop.sources.refusals import FileRefused, first_line, said

MOST_UNPACKED = 128 << 20  # bytes; a list of 100 000 cases of 30 columns is some 100 MB of XML
MOST_CELLS = 3_000_000  # rows times columns up to the furthest cell
MOST_TEXT = 256 << 20  # characters in all cells together
_READ = ("xl/worksheets/", "xl/sharedstrings", "xl/styles", "xl/workbook", "xl/_rels/")
_CHUNK = 1 << 20
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d{1,7})["']""")
# A cell with something in it: one that has a style and nothing else takes no room.
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*)?(?<!/)>")
_PLACE = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_SHARED = re.compile(
    rb"""\st=["']s["'][^>]*>\s*(?:<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?)?\s*<(?:\w+:)?v>\s*(\d+)"""
)
_ITEM = re.compile(rb"<(?:\w+:)?si\b")


def refuse_too_large(path: Path, name: str) -> None:
    """Raises FileRefused for a workbook that unpacks to more than a list needs, or that is no zip at all."""
    try:
        with zipfile.ZipFile(path) as packed:
            texts: list[int] = []
            sheets: list[tuple[str, bytes]] = []
            left = MOST_UNPACKED
            for entry in packed.infolist():
                if not entry.filename.casefold().replace("\\", "/").lstrip("/").startswith(_READ):
                    continue
                content = _unpacked(path, name, entry, left)
                left -= len(content)
                if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
                    raise FileRefused(
                        name,
                        place=entry.filename,
                        found=said("XML that defines its own words"),
                        expected=said("a workbook as a spreadsheet writes it"),
                        do=said("Save it again from the spreadsheet"),
                    )
                if "sharedstrings" in entry.filename.casefold():
                    texts = [len(item) for item in _ITEM.split(content)[1:]]
                elif "worksheets/" in entry.filename.casefold():
                    sheets.append((entry.filename, content))
            for sheet, content in sheets:
                _refuse_grid(name, sheet, content, texts)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError) as problem:
        reason = first_line(problem)
        raise FileRefused(
            name,
            found=said("a workbook that cannot be unpacked ({problem})", problem=reason),
            expected=said("a CSV or XLSX table"),
        ) from None


def _unpacked(path: Path, name: str, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """What really comes out of an entry, whatever it says of its size."""
    parts, length = [], 0
    for part in _inflated(path, entry):
        length += len(part)
        if length > limit:
            raise FileRefused(
                name,
                place=entry.filename,
                found=said("more than {most} MB when unpacked", most=MOST_UNPACKED >> 20),
                expected=said("a list that a spreadsheet can show"),
                do=said("Hand in the rows alone, as CSV"),
            )
        parts.append(part)
    return b"".join(parts)


def _inflated(path: Path, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with path.open("rb") as packed:
        packed.seek(entry.header_offset)
        head = packed.read(30)
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile("an entry without its beginning")
        packed.seek(entry.header_offset + 30 + int.from_bytes(head[26:28], "little")
                    + int.from_bytes(head[28:30], "little"))  # fmt: skip
        left = entry.compress_size
        if entry.compress_type == zipfile.ZIP_STORED:
            while left > 0 and (part := packed.read(min(_CHUNK, left))):
                left -= len(part)
                yield part
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise zipfile.BadZipFile(f"packed in way {entry.compress_type}")
        inflate = zlib.decompressobj(-15)
        while not inflate.eof and left > 0 and (part := packed.read(min(_CHUNK, left))):
            left -= len(part)
            while part and not inflate.eof:
                yield inflate.decompress(part, _CHUNK)
                part = inflate.unconsumed_tail
        yield inflate.flush()


def _refuse_grid(name: str, sheet: str, content: bytes, texts: list[int]) -> None:
    rows, columns = _size(content)
    if rows * columns > MOST_CELLS:
        raise FileRefused(
            name,
            place=sheet,
            found=said("a sheet of {rows} rows by {columns} columns", rows=rows, columns=columns),
            expected=said("at most {most} cells", most=f"{MOST_CELLS:,}".replace(",", " ")),
            do=said("Delete what stands far below or beside the table, or hand in the rows as CSV"),
        )
    pointed_at = (int(found[1]) for found in _SHARED.finditer(content))
    if sum(texts[nth] for nth in pointed_at if nth < len(texts)) > MOST_TEXT:
        raise FileRefused(
            name,
            place=sheet,
            found=said("more than {most} million characters", most=MOST_TEXT >> 20),
            expected=said("the cells of a list"),
            do=said("Take the long texts out"),
        )


def _size(content: bytes) -> tuple[int, int]:
    """Rows and columns up to the furthest cell with something in it; it stops counting beyond all measure."""
    rows = columns = 0
    start = content.find(b"<")
    for found in _ROW.finditer(content):  # each cell but those of the last row
        columns = max(columns, sum(1 for _ in _CELL.finditer(content, start, found.start())))
        rows, start = rows + 1, found.start()
        if rows > MOST_CELLS:
            return rows, max(columns, 1)
    columns = max(columns, sum(1 for _ in _CELL.finditer(content, start)))
    for place in _PLACE.finditer(content):
        columns = max(columns, _column_number(place[1]))
        rows = max(rows, int(place[2]))
    return max([rows, *(int(number[1]) for number in _ROW_NUMBER.finditer(content))]), columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
