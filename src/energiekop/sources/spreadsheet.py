"""A spreadsheet's rows as text: the sheet is chosen by its header, not one that is hidden or a pivot."""

import datetime
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from energiekop.sources import layout
from energiekop.sources.contract import Kind, fold
from energiekop.sources.deliveries import Delivered
from energiekop.sources.refusals import FileRefused, first_line, said
from energiekop.sources.unpacking import MOST_CELLS, refuse_too_large

_PIVOT = {"rijlabels", "kolomlabels", "eindtotaal", "rowlabels", "columnlabels", "grandtotal"}
_GROUP_OF_THREE = re.compile(r"-?\d{1,3}\.\d{3}")


@dataclass(frozen=True)
class Sheet:
    """The sheet that holds the table, and the names of those that were passed over."""

    name: str
    header: layout.Header
    rows: list[Sequence[str]]
    passed_over: tuple[str, ...]


def read_sheets(path: Path, *, name: str = "") -> tuple[dict[str, list[list[str]]], list[str]]:
    """The rows of every visible sheet as text, and the names of the hidden ones.

    Raises FileRefused (by `name`) when it is no workbook, or one that would fill the memory.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    refuse_too_large(path, name or str(path))
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        visible = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible]
        read = {sheet: _rows(workbook.get_sheet_by_name(sheet)) for sheet in visible}
        return read, [s.name for s in sheets if s.name not in read]
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as problem:
        reason = first_line(problem)
        raise FileRefused(
            name or path,
            found=reason,
            expected=said("a CSV or XLSX table"),
        ) from None
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":  # calamine's own way of giving up
            raise
        raise FileRefused(
            name or path,
            found=said("a damaged workbook"),
            expected=said("a CSV or XLSX table"),
        ) from None


def read_sheet(file: Delivered, kind: Kind) -> Sheet:
    """The visible sheet whose header names the most columns; raises FileRefused for none, or for several."""
    sheets, hidden = read_sheets(file.path, name=file.name)
    found = {
        name: header
        for name, rows in sheets.items()
        if (header := layout.find_header(kind, rows)) is not None
    }
    if not found:
        wanted = [column.headings[0] for column in kind.columns if column.headings]
        raise FileRefused(
            file.name,
            found=said("no header on the sheets {sheets}", sheets=", ".join(sheets)),
            expected=said("headings such as {headings}", headings=", ".join(wanted)),
        )
    # A pivot may carry the headings of the table it sums up.
    worth = {name: (not _is_pivot(sheets[name]), not h.lacking, len(h.cells)) for name, h in found.items()}
    best = max(worth.values())
    name, *others = [sheet for sheet in found if worth[sheet] == best]
    if others and not found[name].lacking:
        raise FileRefused(
            file.name,
            found=said("the same headings on the sheets {sheets}", sheets=", ".join([name, *others])),
            expected=said("one sheet with the rows"),
            do=said("Put the rows on one sheet, or hide what does not count"),
        )
    passed_over = tuple(sheet for sheet in (*sheets, *hidden) if sheet != name)
    return Sheet(name, found[name], [*sheets[name]], passed_over)


def _is_pivot(rows: list[list[str]]) -> bool:
    looked_at = (cell for row in (*rows[: layout.ROWS_SEARCHED], *rows[-1:]) for cell in row[:3])
    return any(fold(cell) in _PIVOT for cell in looked_at if len(cell) < 20)


def _rows(sheet: object) -> list[list[str]]:
    rows = [[_cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]  # type: ignore[attr-defined]
    left_to_fill = MOST_CELLS
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():  # type: ignore[attr-defined]
        # A cell over several rows speaks of each of them; in an empty row there is nothing to speak of.
        merged = rows[top + 1 : bottom + 1][:left_to_fill]
        left_to_fill -= len(merged)
        for row in merged:
            if left < len(row) and not row[left] and any(row):
                row[left] = rows[top][left]
    return rows


def _cell_text(cell: object) -> str:
    """A cell as text. A real number gets a point, and never three digits after it: those may be thousands."""
    match cell:
        case datetime.datetime() | datetime.date():
            return cell.isoformat()[:10]
        case bool():
            return "ja" if cell else "nee"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            written = repr(cell)
            return f"{written}0" if _GROUP_OF_THREE.fullmatch(written) else written
        case _:
            return str(cell)
