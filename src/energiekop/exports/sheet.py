"""A table as a workbook: the rows on the first sheet, what they are about on the second."""

from datetime import datetime, time
from pathlib import Path

import pandas as pd

from energiekop.exports.cells import as_value
from energiekop.figures import About

_SECOND_SHEET = {"nl": "Toelichting", "en": "About"}
_WIDEST = 60  # characters


def write(frame: pd.DataFrame, path: Path, *, about: About, lines: list[tuple[str, str]]) -> None:
    """Text is written as text, whatever it begins with; an unknown value is an empty cell."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    # The day of the data, not of the export: the same table is the same file.
    created = datetime.combine(about.reference_day, time())
    workbook.set_properties({"title": about.title, "comments": about.snapshot, "created": created})
    bold = workbook.add_format({"bold": True})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})

    sheet = workbook.add_worksheet(about.name)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), bold)
        for row, value in enumerate(frame[name], start=1):
            known = as_value(value)
            if isinstance(value, pd.Timestamp):
                sheet.write_datetime(row, column, value.to_pydatetime(), day)
            elif isinstance(known, int | float):
                sheet.write_number(row, column, known)
            elif known is not None:
                sheet.write_string(row, column, known)
        longest = max([len(str(name)), *(len(str(value)) for value in frame[name])])
        sheet.set_column(column, column, min(longest + 2, _WIDEST))

    explained = workbook.add_worksheet(_SECOND_SHEET[about.language])
    explained.set_column(0, 0, 28)
    explained.set_column(1, 1, 100)
    for row, (heading, said) in enumerate(lines):
        explained.write_string(row, 0, heading, bold)
        explained.write_string(row, 1, said, wrapped)
    workbook.close()
