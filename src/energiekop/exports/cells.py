"""One cell as text or as a JSON value: days in ISO, unknown is empty or null, and never a formula."""

from typing import Any

import pandas as pd

from energiekop.sources.formulas import defused


def as_csv(frame: pd.DataFrame) -> str:
    """RFC 4180: comma, CRLF, quoted where needed; point decimals.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, as if typed into one; a
    negative number is a number and stays as it is.
    """
    safe = frame.copy()
    for column in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            safe[column] = frame[column].dt.strftime("%Y-%m-%d")
        elif not pd.api.types.is_numeric_dtype(frame[column]):
            safe[column] = frame[column].map(lambda text: defused(str(text)), na_action="ignore")
    return safe.to_csv(index=False, lineterminator="\r\n")


def as_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dictionary per row, of what JSON knows."""
    columns = {name: [as_value(value) for value in frame[name]] for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def as_value(value: Any) -> str | int | float | bool | None:
    """Text, a number, a day in ISO, or None for what is unknown."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, str | int | float | bool) else str(plain)
