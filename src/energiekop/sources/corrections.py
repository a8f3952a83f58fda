"""Rows that were handed back, and come in again corrected, in the layout they came in (docs/decisions/0016).

The file is named for the delivery whose rows it corrects, and is part of it: of a full delivery the other
rows stand, though they are not in it.
"""

import re
from collections.abc import Collection
from datetime import date

# aanmeldingen_2026-11-20_correcties_2026-11-24: rows of the first day, corrected on the second.
_CORRECTS = re.compile(r"^(?P<body>.*?[_ ](?P<day>\d{4}-\d{2}-\d{2}))_correcties(?:-\d+)?_")
_COPY = re.compile(r"\s*\(\d+\)\s*$")  # downloaded once more: "... (1)"
_DATED = re.compile(r"[_ ]\d{4}-\d{2}-\d{2}\s*$")


def corrects(body: str) -> date | None:
    """The day of the delivery whose rows a file corrects, by its name; None for a delivery of its own."""
    named = _CORRECTS.match(body)
    try:
        return date.fromisoformat(named["day"]) if named else None
    except ValueError:
        return None  # words that look like a day; the last one of the name is the file's own


def kept_name(body: str) -> str | None:
    """The name of a file of corrections as it was handed out, whatever a browser put behind it; else None."""
    return _COPY.sub("", body) if corrects(body) else None


def name_of_corrections(body: str, stem: str, of: date, on: date, *, taken: Collection[str]) -> str:
    """What to call the corrected rows of a file (without its ending) so that they are known for it.

    `stem` names its kind where the file's own name does not say its day; `taken` are names that are there.
    """
    if named := _CORRECTS.match(body):
        body = named["body"]  # rows corrected in vain are still those of the first file
    elif not _DATED.search(body):
        body = f"{stem}_{of.isoformat()}"
    nth = 1
    while True:
        name = f"{body.rstrip()}_correcties{f'-{nth}' if nth > 1 else ''}_{on.isoformat()}"
        if name not in taken:
            return name
        nth += 1
