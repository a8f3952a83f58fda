"""A first draft of a firm's mapping, made of a file of theirs: what fits, and what a person must look at.

A heading counts by its words (firm_headings.toml), and only where its cells are of the kind our column holds:
under "Advies" may stand a day, or the measures.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from energiekop.sources import layout
from energiekop.sources.consultancy import CASES
from energiekop.sources.contract import fold
from energiekop.sources.refusals import FileRefused
from energiekop.sources.spreadsheet import read_sheets

Cells = Literal["nothing", "day", "number", "postcode", "text"]
Rows = Sequence[Sequence[str]]

_HEADINGS: dict[str, list[str]] = tomllib.loads(
    files(__package__).joinpath("firm_headings.toml").read_text(encoding="utf-8")
)
_LOOKED_AT = 2000  # rows: a column that shows its kind does so long before
_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{2,4})(?: .*)?")
_NUMBER = re.compile(r"-?\d[\d.]*(?:,\d+)?|-?\d[\d,]*(?:\.\d+)?")
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")


@dataclass(frozen=True)
class Draft:
    """A mapping as text, and a sentence for each thing that it is unsure of."""

    text: str
    unsure: list[str]


def suggest(path: Path) -> Draft:
    """A mapping for this file. Raises FileRefused when no row of it looks like headings."""
    place, rows = _table(path)
    at = max(range(min(len(rows), layout.ROWS_SEARCHED)), key=lambda nth: (_known(rows[nth]), -nth))
    headings = [cell.strip() for cell in rows[at]]
    columns = [
        [
            row[nth].strip()
            for row in rows[at + 1 : at + 1 + _LOOKED_AT]
            if nth < len(row) and row[nth].strip()
        ]
        for nth in range(len(headings))
    ]
    chosen, unsure = _chosen(headings, [_cells(column) for column in columns])
    days = [value for ours, nth in chosen.items() if ours.endswith("_on") for value in columns[nth]]
    order = _day_order(days)
    amounts = [
        value
        for ours, nth in chosen.items()
        if next((c.type for c in CASES.columns if c.name == ours), "") == "amount"
        for value in columns[nth]
    ]
    decimal = _decimal(amounts)
    words = _words(columns[chosen["measures"]]) if "measures" in chosen else []
    unsure += [f"No column for {needed} was found." for needed in _lacking(chosen)]
    if order is None:
        unsure.append("Every day fits more than one order of day and month; dmy was taken.")
    if decimal is None:
        unsure.append("No amount shows its decimal sign; both are read.")
    if words:
        unsure.append("The firm's words for measures need ours: fill them in under [values.measures].")
    left = [heading for nth, heading in enumerate(headings) if heading and nth not in chosen.values()]
    lines = [
        f"# Drafted from {path.name} ({place}, headings in row {at + 1}).",
        "# Look it through before it is used.",
        *(f"# Look at: {doubt}" for doubt in unsure),
        f"firm = {_quoted(path.absolute().parent.name)}",
        'mode = "full"  # or "adds", when each file holds only what is new',
        "",
        "[columns]",
        *(f"{ours} = {_quoted(headings[nth])}" for ours, nth in chosen.items()),
        *([f"# Not used: {', '.join(left)}"] if left else []),
        "",
        "[dates]",
        f'order = "{order or "dmy"}"',
        "",
        "[numbers]",
        f'decimal = "{decimal or "either"}"',
    ]
    if words:
        lines += ["", "[values.measures]  # their word = ours"]
        lines += [f'# {_quoted(word)} = ""' for word in words]
    return Draft("\n".join(lines) + "\n", unsure)


def _table(path: Path) -> tuple[str, Rows]:
    """Where the table stands, and its rows: the sheet or the delimiter with most known headings."""
    if path.suffix.lower() == ".xlsx":
        tables = {f"sheet {name!r}": rows for name, rows in read_sheets(path)[0].items()}
    else:
        with layout.opened(path, layout.encoding(path)) as content:
            lines = [line for _, line in zip(range(_LOOKED_AT), content, strict=False)]
        tables = {
            f"delimiter {sign!r}": list(csv.reader(lines, delimiter=sign)) for sign in layout.DELIMITERS
        }
    best = max(tables, key=lambda name: max(map(_known, tables[name][: layout.ROWS_SEARCHED]), default=0))
    if not any(_known(row) >= 2 for row in tables[best][: layout.ROWS_SEARCHED]):
        raise FileRefused(
            path, found="no row that looks like headings",
            expected="a row with headings such as Dossiernr, Adres, Advies",
        )  # fmt: skip
    return best, tables[best]


def _known(row: Sequence[str]) -> int:
    """How many cells of a row may be headings of our columns."""
    return sum(any(_fit(ours, cell) for ours in _HEADINGS) for cell in row)


def _fit(ours: str, heading: str) -> int:
    """How well a heading names a column: 3 its very word, 2 begins with it, 1 holds it, 0 not."""
    folded = fold(heading)
    words = _HEADINGS[ours]
    if folded in words:
        return 3
    long = [word for word in words if len(word) > 3]
    if any(folded.startswith(word) for word in long):
        return 2
    return int(any(word in folded for word in long))


def _cells(values: list[str]) -> Cells:
    """What most cells of a column are."""
    if not values:
        return "nothing"
    kinds: Counter[Cells] = Counter(map(_cell, values))
    kind, number = kinds.most_common(1)[0]
    return kind if number * 10 >= len(values) * 8 else "text"


def _cell(value: str) -> Cells:
    if _DAY.fullmatch(value):
        return "day"
    if _POSTCODE.fullmatch(value):
        return "postcode"
    return "number" if _NUMBER.fullmatch(value) else "text"


def _may_hold(ours: str, cells: Cells) -> bool:
    """Whether cells of this kind can stand in our column."""
    if cells == "nothing":
        return True
    if ours.endswith("_on"):
        return cells == "day"
    if ours == "postcode":
        return cells == "postcode"
    if ours in ("house_number", "dwelling_id", "hours", "cost_eur") or ours.startswith("saving_"):
        return cells == "number"
    if ours in ("address", "street", "place", "stop_reason", "measures"):
        return cells == "text"
    return cells != "day"


def _chosen(headings: list[str], cells: list[Cells]) -> tuple[dict[str, int], list[str]]:
    """Our column -> position of theirs, the surest first; and what is unsure about it."""
    fits = sorted(
        (
            (-_fit(ours, heading), _rank(ours, heading), nth, ours)
            for nth, heading in enumerate(headings)
            for ours in _HEADINGS
            if _fit(ours, heading) and _may_hold(ours, cells[nth])
        ),
    )
    chosen: dict[str, int] = {}
    unsure = []
    for fit, _, nth, ours in fits:
        if ours in chosen or nth in chosen.values() or (ours == "street" and "address" in chosen):
            continue
        chosen[ours] = nth
        if -fit < 3:
            unsure.append(f"“{headings[nth]}” was taken for {ours}, by part of its name.")
        elif cells[nth] == "nothing":
            unsure.append(f"“{headings[nth]}” was taken for {ours}, by its name alone: it is empty here.")
    return {ours: chosen[ours] for ours in _HEADINGS if ours in chosen}, unsure


def _rank(ours: str, heading: str) -> int:
    words = _HEADINGS[ours]
    return words.index(fold(heading)) if fold(heading) in words else len(words)


def _lacking(chosen: dict[str, int]) -> list[str]:
    lacking = [] if "case_id" in chosen else ["case_id"]
    has_address = {"address", "street", "dwelling_id"} & chosen.keys()
    return lacking if has_address else [*lacking, "address, street or dwelling_id"]


def _day_order(days: list[str]) -> str | None:
    """dmy, mdy or ymd; None when the days here fit more than one."""
    found = [day for day in (_DAY.fullmatch(value) for value in days) if day]
    if any(len(day[1]) == 4 for day in found):
        return "ymd"
    first = any(int(day[1]) > 12 for day in found)
    second = any(int(day[2]) > 12 for day in found)
    if first == second:
        return None
    return "dmy" if first else "mdy"


def _decimal(amounts: list[str]) -> str | None:
    """The sign before the last one or two digits of amounts; None when none shows it."""
    signs = Counter(sign[1] for sign in (re.search(r"([.,])\d{1,2}$", value) for value in amounts) if sign)
    return signs.most_common(1)[0][0] if signs else None


def _words(values: list[str]) -> list[str]:
    """The firm's words, those met most often first."""
    parts = Counter(part.strip() for value in values for part in re.split(r"[,;+/]", value) if part.strip())
    return [word for word, _ in parts.most_common(40)]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else " " for sign in escaped) + '"'
