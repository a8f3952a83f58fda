"""How far a place is, gathered from three figures: what the headline is told from."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from energiekop.privacy import Answer
from energiekop.web import sentences
from energiekop.web.asked import Asked
from energiekop.web.sentences import Progress


def headline(asked: Asked, progress: Answer, moved: Answer, growth: Answer) -> tuple[str, str]:
    """The page's sentence and its quiet line; of a rounded group it counts households."""
    if progress.audience == "group":
        here = _first(progress.rows)
        added = plans(moved.rows).get("", {})
        said = sentences.rounded(
            of_group(asked, progress),
            _text(here.get("shown")),
            households=_whole(here.get("households_helped")),
            change=_whole(added.get("households")),
            since=_day(added.get("since")),
        )
        return said, sentences.about(asked, progress.as_of) if here.get("shown") else ""
    # The city's day may be one before the asked one: then the sentence is of that day.
    return sentences.goal(replace(asked, as_of=progress.as_of), so_far(progress, moved, growth))


def of_group(asked: Asked, answer: Answer) -> Asked:
    """The question with the place named as its figures are: 'Kerkpad en Molenweg' where counted as one."""
    column = f"{answer.by}_name"
    if not answer.is_protected or column not in answer.rows or answer.rows.empty:
        return asked
    name = _text(answer.rows[column].iloc[0])
    return replace(asked, place=replace(asked.place, name=name or asked.place.name))


def so_far(progress: Answer, moved: Answer, growth: Answer) -> Progress:
    """The numbers of an exact place or of the city; a place for which nothing was agreed has no target."""
    here, agreed = _first(progress.rows), _agreed(growth.rows)
    added = plans(moved.rows).get("", {})
    return Progress(
        helped=_whole(here.get("residents_helped")),
        since=_day(added.get("since")),
        change=_whole(added.get("residents")),
        earlier=_whole(added.get("residents_earlier")),
        target=_whole(agreed.get("planned_residents")),
        end=_day(agreed.get("on_date")),
        planned=_whole(_now(growth.rows).get("planned_residents")),
        estimated=_fraction(here.get("share_estimated")),
    )


def plans(moved: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of moved about plans, by level; that of any level under "" ."""
    rows = zip(*(moved[name] for name in moved), strict=True)
    named = (dict(zip(map(str, moved.columns), row, strict=True)) for row in rows)
    return {row["level"]: row for row in named if row["milestone"] == "plan"}


def level(by_level: dict[str, dict[str, Any]], name: str) -> dict[str, int | None]:
    """Of `plans`, for a level or "": residents_now and residents (added); None where nothing is known."""
    row = by_level.get(name, {})
    return {column: _whole(row.get(column)) for column in ("residents_now", "residents")}


def since(by_level: dict[str, dict[str, Any]]) -> date | None:
    """The day that moved compares with."""
    return _day(by_level.get("", {}).get("since"))


def _agreed(rows: pd.DataFrame) -> dict[str, Any]:
    """The last day for which something was agreed."""
    return _last_known(rows, "planned_residents") if "planned_residents" in rows else {}


def _now(rows: pd.DataFrame) -> dict[str, Any]:
    """The last day that was counted."""
    return _last_known(rows, "households_helped")


def _last_known(rows: pd.DataFrame, measure: str) -> dict[str, Any]:
    [known] = rows[measure].notna().to_numpy().nonzero()
    return _first(rows.iloc[known[-1:]])


def _first(rows: pd.DataFrame) -> dict[str, Any]:
    return {str(name): value for name, value in rows.iloc[0].items()} if len(rows) else {}


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _fraction(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
