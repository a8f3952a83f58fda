"""Rejected rows as a file to correct and hand in again, in the layout they came in (docs/decisions/0016)."""

import csv
import io
from datetime import date, datetime, time
from pathlib import Path

from energiekop.figures.handed_back import HandedBack
from energiekop.sources import KINDS
from energiekop.sources.corrections import name_of_corrections
from energiekop.sources.deliveries import split_name
from energiekop.sources.formulas import defused

_LONGEST = 32_767  # characters a spreadsheet keeps in a cell


def as_corrections(back: HandedBack, on: date) -> tuple[str, bytes]:
    """The name of the file, to be put beside the one it is from, and its bytes; `on` is the day it comes in.

    The name says which delivery it belongs to and must stay as it is. No cell of it runs in a spreadsheet.
    """
    body, ending = split_name(Path(back.path))
    kept = ending if ending in (".txt", ".tsv", ".xlsx") else ".csv"
    stems = KINDS[back.kind].stems or (back.kind,)
    taken = {other.removesuffix(kept) for other in back.beside}
    called = name_of_corrections(body, stems[0], back.part_of, on, taken=taken)
    return f"{called}{kept}", _sheet(back, on) if back.sheet else _text(back)


def _text(back: HandedBack) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=back.delimiter, lineterminator="\r\n")
    writer.writerows([defused(cell) for cell in row] for row in (back.headings, *back.rows))
    try:
        return out.getvalue().encode(back.encoding)
    except UnicodeEncodeError:  # a sign that could not be read cannot be written either
        return out.getvalue().encode("utf-8-sig")


def _sheet(back: HandedBack, on: date) -> bytes:
    """Every cell as text, which is never a formula; a heading that is one is no less text."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.combine(on, time())})
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(back.sheet)
        for number, row in enumerate([back.headings, *back.rows]):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, cell[:_LONGEST], as_text)
    return out.getvalue()
