"""A question about a figure: may this viewer ask it, of which file is it asked, and what comes back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

import pandas as pd

from energiekop import catalogue
from energiekop.catalogue import EXACT_ROLES, GRAINS, Audience, Figure
from energiekop.privacy.errors import NotForRole, NotPublished
from energiekop.privacy.narrowing import Somewhere, cells, choices, either, filters, refuse_to_narrow
from energiekop.privacy.reading import Reading, open
from energiekop.privacy.viewer import Viewer

_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Answer:
    """The rows of a figure as its SQL gives them, and what they are the answer to.

    `as_of` is the day the rows stand at: the asked day for the team, else the last published one before it.
    """

    rows: pd.DataFrame
    figure: Figure
    by: str
    as_of: date
    audience: Audience
    snapshot: str
    reference_day: date
    meta: dict[str, str]

    @property
    def is_protected(self) -> bool:
        """Whether its counts are rounded."""
        return self.audience == "group"


class Asked(TypedDict, total=False):
    """What can be said about a question besides who asks which figure; `ask` tells what each means."""

    by: str | None
    as_of: date | None
    place: Somewhere | None
    street: str | None
    complex: str | None
    firm: str | None
    chosen: Mapping[str, str | None]
    store: Path | None
    snapshot: str | None


def ask(
    viewer: Viewer,
    name: str,
    *,
    by: str | None = None,
    as_of: date | None = None,
    place: Somewhere | None = None,
    street: str | None = None,
    complex: str | None = None,
    firm: str | None = None,
    chosen: Mapping[str, str | None] | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> Answer:
    """The answer to a figure for this viewer, or OutOfScope with what the viewer may ask instead.

    place: only that one, and broken down by its kind when `by` does not say. street, complex, firm: only that
    one (its id or name); the team may combine them, the municipality may choose one group. chosen: what else
    the catalogue lets one choose, such as a period. An `as_of` after the reference day is the reference day:
    nothing is known after it.
    """
    figure = catalogue.figure(name)
    with_scope = open(viewer, store, snapshot=snapshot)
    grain = _grain(with_scope, figure, by, place)
    also = choices(figure, viewer.role, chosen or {})
    narrowed = {"street": street, "complex": complex, "firm": firm}
    day = min(as_of or with_scope.reference_day, with_scope.reference_day)
    audience: Audience = "exact"
    parameters: dict[str, Any] = {}
    if viewer.role == "team":
        parameters = filters(with_scope, grain, place, **narrowed)
    elif viewer.role in EXACT_ROLES:
        refuse_to_narrow(figure, viewer.role, place, **narrowed)
    else:
        audience = figure.audience(grain)
        parameters = {"cells": cells(with_scope, grain, place, **narrowed)}
        # A champion's groups move once a month; the city's total is one number for everybody in the room.
        parameters["month_ends"] = audience == "group" and (viewer.role == "champion" or figure.of_parts)
        day = _published_day(with_scope, grain, day, parameters["month_ends"])
    sql = figure.sql(audience)
    parameters |= {"grain": grain, "as_of": day} | also
    # DuckDB refuses a parameter that the query does not mention.
    mentioned = {key: parameters[key] for key in _PARAMETER.findall(sql)}
    return Answer(
        rows=with_scope.frame(sql, mentioned),
        figure=figure,
        by=grain,
        as_of=day,
        audience=audience,
        snapshot=with_scope.snapshot,
        reference_day=with_scope.reference_day,
        meta=with_scope.meta,
    )


def eyes(viewer: Viewer, name: str, by: str | None) -> Viewer:
    """Through whose eyes a figure is read: of the city everybody below team is shown the same numbers.

    So a champion who may ask them sees the municipality's, and they are asked once for all champions. Raises
    OutOfScope for a viewer whose time is over.
    """
    allowed = catalogue.figure(name).grains
    may = all("city" in allowed.get(role, ()) for role in (viewer.role, "municipality"))
    if by != "city" or not may or viewer.role not in ("champion", "adviser"):
        return viewer
    viewer.scopes_on(date.today())
    return Viewer.municipality()


def _grain(reading: Reading, figure: Figure, by: str | None, place: Somewhere | None) -> str:
    """What the figure is broken down by. Raises NotForRole with what this role may ask."""
    viewer = reading.viewer
    may = [grain for grain in figure.grains.get(viewer.role, ()) if grain not in _without_scope(reading)]
    if not may:
        others = [name for name, other in catalogue.FIGURES.items() if viewer.role in other.grains]
        raise NotForRole(
            f"{figure.name} is not shown to the role {viewer.role}, because in small groups people could be "
            f"recognised; it may ask {either(others)}."
        )
    if by is None and place is not None and (viewer.role != "team" or place.kind in may):
        by = place.kind
    if by is None:
        return may[0]
    if by not in GRAINS:
        raise NotForRole(f'There is no breakdown by "{by}"; {figure.name} may be asked by {either(may)}.')
    if by not in may:
        raise NotForRole(
            f"The role {viewer.role} may not ask {figure.name} by {by}; it may ask by {either(may)}."
        )
    return by


def _without_scope(reading: Reading) -> set[str]:
    """A champion of streets has no complex to ask by, and the other way round."""
    if reading.viewer.role != "champion":
        return set()
    return {"street", "complex"} - {place.kind for place in reading.scopes}


def _published_day(reading: Reading, grain: str, asked: date, month_ends: bool) -> date:
    """The last day not after the asked one on which this kind of group was published."""
    [(found, first)] = reading.register_rows(
        """
        select max(on_date) filter (where on_date <= $asked), min(on_date)
        from published_on($grain)
        where not $month_ends or on_date = last_day(on_date)
        """,
        {"grain": grain, "asked": asked, "month_ends": month_ends},
    )
    if found is None:
        since = f"the first day is {first}" if first else "no month has ended yet"
        raise NotPublished(f"Nothing was published by {grain} on or before {asked}; {since}.")
    return date.fromisoformat(str(found))
