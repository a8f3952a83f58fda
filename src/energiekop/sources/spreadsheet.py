"""A spreadsheet's rows as text: the sheet is chosen by its header, hidden sheets are passed over."""

import datetime
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from energiekop.sources import layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered
from energiekop.sources.refusals import FileRefused


@dataclass(frozen=True)
class Sheet:
    """The sheet that holds the table."""

    name: str
    header: layout.Header
    rows: list[Sequence[str]]


def read_sheets(path: Path, *, decimal: str = "either", name: str = "") -> dict[str, list[list[str]]]:
    """The rows of every visible sheet as text; raises FileRefused (by `name`) when it is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = [s.name for s in workbook.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
        return {
            sheet: [
                [_cell_text(cell, decimal) for cell in row]
                for row in workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            ]
            for sheet in names
        }
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as problem:
        reason = (str(problem).splitlines() or [type(problem).__name__])[0][:160]
        raise FileRefused(name or path, found=reason, expected="a CSV or XLSX table") from None


def read_sheet(file: Delivered, kind: Kind) -> Sheet:
    """The visible sheet whose header names the most columns; raises FileRefused when none does."""
    sheets = read_sheets(file.path, decimal=file.reading.decimal, name=file.name)
    found = {
        name: header
        for name, rows in sheets.items()
        if (header := layout.find_header(kind, rows)) is not None
    }
    if not found:
        wanted = [column.headings[0] for column in kind.columns if column.headings]
        raise FileRefused(
            file.name,
            found=f"no header on the sheets {', '.join(sheets)}",
            expected=f"headings such as {', '.join(wanted)}",
        )
    name = max(found, key=lambda sheet: len(found[sheet].cells))
    return Sheet(name, found[name], [*sheets[name]])


def _cell_text(cell: object, decimal: str) -> str:
    """A cell as the file's own text would write it: a real number gets the decimal sign of its reading."""
    match cell:
        case datetime.datetime() | datetime.date():
            return cell.isoformat()[:10]
        case bool():
            return "ja" if cell else "nee"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return repr(cell).replace(".", ",") if decimal == "," else repr(cell)
        case _:
            return str(cell)
