"""What was promised: targets.toml of the municipality, with date and source of the decision."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from energiekop.sources.refusals import FileRefused, said
from energiekop.sources.toml import read_toml

COLUMNS = ("end_on", "stadsdeel_code", "residents", "decided_on", "source")


def read_targets(data: Path) -> pd.DataFrame:
    """Planned residents helped, cumulative: one row per quarter end for the city, one per stadsdeel.

    Columns: end_on (date), stadsdeel_code (null for the city), residents, decided_on, source. Empty when
    the municipality handed in no targets.
    """
    path = data / "municipal" / "targets.toml"
    if not path.is_file():
        return pd.DataFrame(columns=pd.Index(COLUMNS))
    content = read_toml(path, said("targets"))
    decided_on, source = content.get("decided_on"), content.get("source")
    rows = [
        (_day(path, entry, "end"), None, _residents(path, entry), decided_on, source)
        for entry in content.get("quarter", [])
    ]
    end = content.get("end_date")
    if end is not None and "residents" in content and all(row[0] != end for row in rows):
        rows.append((end, None, _residents(path, content), decided_on, source))
    rows += [
        (entry.get("end", end), entry.get("code"), _residents(path, entry), decided_on, source)
        for entry in content.get("stadsdeel", [])
    ]
    return pd.DataFrame(rows, columns=pd.Index(COLUMNS)).sort_values(["end_on", "stadsdeel_code"])


def _day(path: Path, entry: dict[str, Any], key: str) -> date:
    day = entry.get(key)
    if not isinstance(day, date):
        raise FileRefused(
            path,
            place=f"[[quarter]] {key}",
            found=repr(day),
            expected=said("a day such as 2026-03-31"),
        )
    return day


def _residents(path: Path, entry: dict[str, Any]) -> int:
    residents = entry.get("residents")
    if not isinstance(residents, int) or residents < 0:
        raise FileRefused(
            path,
            place="residents",
            found=repr(residents),
            expected=said("a whole number such as 8000"),
        )
    return residents
