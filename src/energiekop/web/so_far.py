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
        added = _plan(moved.rows)
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
    here, added, agreed = _first(progress.rows), _plan(moved.rows), _agreed(growth.rows)
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


def level(rows: pd.DataFrame, name: str) -> dict[str, int | None]:
    """The row of moved for a plan level: residents_now and residents (added)."""
    found = _first(rows[(rows["milestone"] == "plan") & (rows["level"] == name)])
    return {column: _whole(found.get(column)) for column in ("residents_now", "residents")}


def since(rows: pd.DataFrame) -> date | None:
    """The day that moved compares with."""
    return _day(_plan(rows).get("since"))


def total(rows: pd.DataFrame) -> int | None:
    """All residents with a plan, from the same rows as its levels."""
    return _whole(_plan(rows).get("residents_now"))


def _plan(rows: pd.DataFrame) -> dict[str, Any]:
    return _first(rows[(rows["milestone"] == "plan") & (rows["level"] == "")])


def _agreed(rows: pd.DataFrame) -> dict[str, Any]:
    """The last day for which something was agreed."""
    if "planned_residents" not in rows:
        return {}
    return _first(rows[rows["planned_residents"].notna()].tail(1))


def _now(rows: pd.DataFrame) -> dict[str, Any]:
    """The last day that was counted."""
    return _first(rows[rows["households_helped"].notna()].tail(1))


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
