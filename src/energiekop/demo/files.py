"""Writing the demo's files: the same content is the same bytes.

CSV as Dutch spreadsheets make it (semicolons), XLSX with a fixed day of making, and the list of hashes.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from energiekop.demo.arrays import day_of

ROWS_AT_A_TIME = 20_000  # so that a large register is never held as text


def write_csv(
    path: Path, header: Sequence[str], columns: Sequence[Any], *, encoding: str = "utf-8", before: str = ""
) -> None:
    """Columns (equally long lists or numpy arrays) as a semicolon file; `before` goes above the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(before)
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        for start in range(0, len(columns[0]), ROWS_AT_A_TIME):
            part = [column[start : start + ROWS_AT_A_TIME] for column in columns]
            writer.writerows(
                zip(*[c.tolist() if isinstance(c, np.ndarray) else c for c in part], strict=True)
            )


def write_rows(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], *, encoding: str = "utf-8"
) -> None:
    """Rows as a semicolon file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_xlsx(
    path: Path, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, made: date
) -> None:
    """A sheet with a title in its first row and the header in its third, as people send them."""
    import xlsxwriter  # costs 0.1 s to load, and only some parties send XLSX

    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy", "constant_memory": True}) as book:
        book.set_properties({"created": datetime(made.year, made.month, made.day), "title": title})
        day_format = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Overzicht")
        sheet.write_string(0, 0, title)
        sheet.write_row(2, 0, header)
        for number, row in enumerate(rows, start=3):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(number, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day_format)
                else:
                    sheet.write_number(number, column, value)


def write_text(path: Path, text: str) -> None:
    """Text with the line ends as given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """A file handed over as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class Days:
    """Day numbers as text, each distinct day formatted once; a negative number is blank."""

    def __init__(self, pattern: str = "%d-%m-%Y") -> None:
        self.pattern = pattern
        self.known: dict[int, str] = {}

    def __call__(self, number: int) -> str:
        text = self.known.get(number)
        if text is None:
            text = day_of(number).strftime(self.pattern) if number >= 0 else ""
            self.known[number] = text
        return text

    def column(self, numbers: Any) -> list[str]:
        """A whole column of day numbers as text."""
        return [self(int(number)) for number in numbers]


def write_index(out: Path, *, seed: int, residents: int, invented: list[str]) -> None:
    """demo.json: every file but the truth with its SHA-256, by which a folder is known to be demo data."""
    hashes = {}
    for path in sorted(
        p for part in ("municipal", "consultancy", "community") for p in (out / part).rglob("*")
    ):
        if path.is_file():
            hashes[path.relative_to(out).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    index = {"seed": seed, "residents": residents, "invented": invented, "files": hashes}
    write_text(out / "demo.json", json.dumps(index, ensure_ascii=False, indent=1) + "\n")
