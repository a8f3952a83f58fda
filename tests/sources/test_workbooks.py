"""Workbooks as people hand them in, and as nobody should: the right sheet is found, and none fills the memory."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from energiekop.sources import FileRefused, unpacking
from tests.sources.reading import hand_in, read

NAME = "community/team/contacten_2026-11-20.xlsx"
KEPT = "Correct the file and hand it in again."
Book = xlsxwriter.Workbook


def workbook(folder: Path, fill: Callable[[Book], None], name: str = NAME) -> bytes:
    """Hand in a workbook; its bytes, for who wants to spoil it."""
    content = io.BytesIO()
    with Book(content, {"in_memory": True}) as book:
        fill(book)
    hand_in(folder, {name: content.getvalue()})
    return content.getvalue()


def table(book: Book, name: str, *rows: tuple[object, ...], at: int = 0) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for number, row in enumerate((("Datum", "Adres", "Hoe"), *rows), start=at):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(number, place, cell, day)
            else:
                sheet.write(number, place, cell)
    return sheet


ROW = (datetime.date(2026, 11, 20), "Lindestraat 1", "deur")


def one_sheet(book: Book) -> None:
    table(book, "Blad1", ROW)


def contacts(folder: Path) -> list[tuple[object, ...]]:
    with read(folder) as found:
        assert found.rejected() == []
        return found.staged("contacts", "row_no, cast(spoken_on as varchar), street, how")


def refused(folder: Path) -> str:
    with pytest.raises(FileRefused) as problem, read(folder):
        pass
    return str(problem.value)


def test_a_pivot_on_the_first_sheet_is_passed_over(tmp_path: Path) -> None:
    def fill(book: Book) -> None:
        pivot = book.add_worksheet("Overzicht")
        pivot.write_row(0, 0, ["Datum", "Adres", "Hoe"])
        pivot.write_row(2, 0, ["Rijlabels", "Aantal van Adres"])
        pivot.write_row(3, 0, ["deur", 1])
        pivot.write_row(4, 0, ["Eindtotaal", 1])
        table(book, "Gegevens", ROW)
        table(book, "Oud", ROW, ROW).hide()

    workbook(tmp_path, fill)
    assert contacts(tmp_path) == [(2, "2026-11-20", "Lindestraat 1", "deur")]
    with read(tmp_path) as found:
        assert found.notes("sheet_passed_over") == [("", "Oud", "layout", 1, 0, 0), ("", "Overzicht", "layout", 1, 0, 0)]
        assert found.ask("select sheet from delivery where path like '%11-20%'") == [("Gegevens",)]


def test_a_title_above_a_total_below_and_a_date_as_a_number(tmp_path: Path) -> None:
    def fill(book: Book) -> None:
        sheet = table(book, "Blad1", (46346, "Lindestraat 1", "deur"), ("20-11-2026", "Lindestraat 2", "markt"), at=3)
        sheet.merge_range(0, 0, 0, 2, "Contacten november")
        sheet.write_row(7, 0, ["Totaal", "", 2])

    workbook(tmp_path, fill)
    assert contacts(tmp_path) == [
        (5, "2026-11-20", "Lindestraat 1", "deur"), (6, "2026-11-20", "Lindestraat 2", "markt"),
    ]  # fmt: skip


def test_a_cell_over_several_rows_speaks_of_each(tmp_path: Path) -> None:
    def fill(book: Book) -> None:
        sheet = table(book, "Blad1", ("20-11-2026", "Lindestraat 1", "deur"), ("", "Lindestraat 2", "deur"))
        sheet.merge_range(1, 0, 4, 0, "20-11-2026")

    workbook(tmp_path, fill)
    assert [row[1:3] for row in contacts(tmp_path)] == [("2026-11-20", "Lindestraat 1"), ("2026-11-20", "Lindestraat 2")]


def test_two_sheets_with_the_same_headings_are_not_chosen_between(tmp_path: Path) -> None:
    def fill(book: Book) -> None:
        table(book, "2025", ROW)
        table(book, "2026", ROW)

    workbook(tmp_path, fill)
    assert refused(tmp_path) == (
        f"{NAME}: found the same headings on the sheets 2025, 2026, expected one sheet with the rows. "
        "Put the rows on one sheet, or hide what does not count."
    )


def test_a_formula_is_its_result_and_an_error_is_nothing(tmp_path: Path) -> None:
    def fill(book: Book) -> None:
        sheet = table(book, "Blad1", ROW, ROW)
        sheet.write_formula(1, 1, '="Linde"&"straat 7"', None, "Lindestraat 7")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")

    workbook(tmp_path, fill)
    assert contacts(tmp_path)[0] == (2, "2026-11-20", "Lindestraat 7", None)


def test_a_workbook_under_another_ending_is_told_apart(tmp_path: Path) -> None:
    content = workbook(tmp_path, one_sheet)
    (tmp_path / NAME).unlink()
    hand_in(tmp_path, {"community/team/contacten_2026-11-20.csv": content})
    assert refused(tmp_path) == (
        "community/team/contacten_2026-11-20.csv: found a workbook under another ending, expected a CSV or XLSX "
        "table. Give it the ending .xlsx and hand it in again."
    )


def spoiled(content: bytes, entry: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, change(text) if part.filename == entry else text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SPOILED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a sheet that unpacks to more than memory": (
        SHEET, lambda text: text + b" " * unpacking.MOST_UNPACKED,
        f"{SHEET}: found more than 128 MB when unpacked, expected a list that a spreadsheet can show.",
    ),
    "a cell at the other end of the sheet": (
        SHEET, lambda text: text.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        f"{SHEET}: found a sheet of 1048576 rows by 16384 columns, expected at most 3 000 000 cells.",
    ),
    "rows without places, one of them wide": (
        SHEET, lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b"<row>" + b"<c><v>1</v></c>" * 2000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 2000),
        f"{SHEET}: found a sheet of 2003 rows by 2000 columns, expected at most 3 000 000 cells.",
    ),
    "one long text pointed at very often": (
        SHEET, lambda text: text.replace(b"<sheetData>", b"<sheetData>" + b'<row><c t="s"><v>0</v></c></row>' * 9000),
        f"{SHEET}: found more than 256 million characters, expected the cells of a list.",
    ),
    "a billion laughs": (
        SHEET, lambda text: text.replace(b"<worksheet", b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet', 1),
        f"{SHEET}: found XML that defines its own words, expected a workbook as a spreadsheet writes it.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("bomb", list(SPOILED))
def test_what_would_fill_the_memory_is_refused_before_it_is_read(bomb: str, tmp_path: Path) -> None:
    entry, change, words = SPOILED[bomb]

    def fill(book: Book) -> None:
        sheet = table(book, "Blad1", ROW)
        sheet.write(0, 0, "Datum")

    content = workbook(tmp_path, fill)
    if "long text" in bomb:
        content = spoiled(content, "xl/sharedStrings.xml", lambda text: text.replace(b"Datum", b"Datum" * 7000))
    hand_in(tmp_path, {NAME: spoiled(content, entry, change)})
    assert refused(tmp_path).startswith(f"{NAME}, {words}")


def test_a_zip_that_lies_about_its_size_is_counted(tmp_path: Path) -> None:
    content = workbook(tmp_path, one_sheet)
    bomb = bytearray(spoiled(content, SHEET, lambda text: text + b" " * unpacking.MOST_UNPACKED))
    with zipfile.ZipFile(io.BytesIO(bomb)) as packed:
        real = packed.getinfo(SHEET).file_size.to_bytes(4, "little")
    hand_in(tmp_path, {NAME: bytes(bomb).replace(real, (1000).to_bytes(4, "little"))})
    assert f"{SHEET}: found more than 128 MB when unpacked" in refused(tmp_path)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.95])
def test_a_truncated_workbook(cut: float, tmp_path: Path) -> None:
    content = workbook(tmp_path, one_sheet)
    hand_in(tmp_path, {NAME: content[: int(len(content) * cut)]})
    assert refused(tmp_path) == (
        f"{NAME}: found a workbook that cannot be unpacked (File is not a zip file), expected a CSV or XLSX table. {KEPT}"
    )
