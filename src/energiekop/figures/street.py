"""One street (or complex) as its champion sees it: houses, neighbours who agreed, the own list, the savings.

Whoever may see it sees the same: the team looks as the champion of that street does, so that what it prints
and hands over holds nothing that the champion may not see.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import pandas as pd

from energiekop import privacy
from energiekop.catalogue.assumptions import ASSUMPTIONS, Assumption
from energiekop.catalogue.street_page import StreetList, street_query
from energiekop.privacy import NoScope, NotForRole, Reading, Viewer


@dataclass(frozen=True)
class Savings:
    """Euros a month per older home, at least and at most, on average in a street, complex or else its buurt.

    `kind` and `name` say of which group; `homes` how many homes were reckoned with.
    """

    kind: str
    name: str
    homes: int
    low_eur: int
    high_eur: int
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS


@dataclass(frozen=True)
class Seen:
    """All that the page of a street shows besides the group's figures, each as its own function gives it."""

    houses: pd.DataFrame
    neighbours: pd.DataFrame
    own_lines: pd.DataFrame
    savings: Savings | None


def as_champion(viewer: Viewer, *, street: str | None = None, complex: str | None = None) -> Viewer:
    """Who looks at the page of a street: the champion herself, the team in her place.

    Raises NotForRole for who may not see neighbours.
    """
    if viewer.role == "team":
        return Viewer.champion(street=street, complex=complex, subject=viewer.subject)
    if viewer.role != "champion":
        raise NotForRole(
            f"The role {viewer.role} may not see the houses of a street; only its champion and the team may."
        )
    return viewer


def seen(
    viewer: Viewer,
    *,
    since: date,
    street: str | None = None,
    complex: str | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> Seen:
    """street_houses, neighbours, own_lines and savings, of a snapshot that is opened once."""
    at = _At.opened(as_champion(viewer, street=street, complex=complex), street, complex, store, snapshot)
    return Seen(at.list("houses"), at.list("neighbours"), at.list("own_lines", since=since), at.savings())


def own_places(
    viewer: Viewer, *, store: Path | None = None, snapshot: str | None = None
) -> list[tuple[str, str]]:
    """Kind and id of a champion's streets and complexes, as they were given to her."""
    return [(place.kind, place.id) for place in privacy.open(viewer, store, snapshot=snapshot).scopes]


def street_houses(
    viewer: Viewer,
    *,
    street: str | None = None,
    complex: str | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """The dwellings of a street or complex: street_name, house_number, house_letter, addition, side, floor.

    Also complex_id and complex_name, missing where there is none; lon and lat. All from the public register.
    """
    return _list(viewer, "houses", street, complex, store, snapshot)


def neighbours(
    viewer: Viewer,
    *,
    street: str | None = None,
    complex: str | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """The households that let the champion see them, longest waiting first: address, step, why_now.

    why_now is waiting_too_long, on_time, stopped or done; days_waiting is missing for the last two.
    is_example: it may be named to other neighbours.
    """
    return _list(viewer, "neighbours", street, complex, store, snapshot)


def own_lines(
    viewer: Viewer,
    *,
    since: date,
    street: str | None = None,
    complex: str | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """One row per dwelling in the own group that signed up after `since` by the champion's own list."""
    return _list(viewer, "own_lines", street, complex, store, snapshot, since=since)


def savings(
    viewer: Viewer,
    *,
    street: str | None = None,
    complex: str | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> Savings | None:
    """What older homes can save a month on average there, None where too few are older.

    Of public data, so the municipality may ask it for any street. Raises NotForRole for an adviser.
    """
    if viewer.role == "adviser":
        raise NotForRole("The role adviser may not ask by street; it may ask figures by buurt, wijk or city.")
    if viewer.role in ("team", "champion"):
        viewer = as_champion(viewer, street=street, complex=complex)
    return _At.opened(viewer, street, complex, store, snapshot).savings()


def _list(
    viewer: Viewer,
    name: StreetList,
    street: str | None,
    complex: str | None,
    store: Path | None,
    snapshot: str | None,
    **parameters: Any,
) -> pd.DataFrame:
    champion = as_champion(viewer, street=street, complex=complex)
    return _At.opened(champion, street, complex, store, snapshot).list(name, **parameters)


@dataclass(frozen=True)
class _At:
    """A snapshot, opened at one street or complex."""

    reading: Reading
    kind: str
    code: str

    @classmethod
    def opened(
        cls,
        viewer: Viewer,
        street: str | None,
        complex: str | None,
        store: Path | None,
        snapshot: str | None,
    ) -> Self:
        """Raises NoScope for none, and for another's street."""
        reading = privacy.open(viewer, store, snapshot=snapshot)
        kind, named = ("complex", complex) if complex else ("street", street)
        if not named:
            raise NoScope("Name the street or the complex that you want to see.")
        place = reading.place(kind, named)
        if viewer.role == "champion" and (kind, place.id) not in {(p.kind, p.id) for p in reading.scopes}:
            raise NoScope(f'The {kind} "{place.name}" is not one of this champion; it may see its own.')
        return cls(reading, kind, place.id)

    def list(self, name: StreetList, **parameters: Any) -> pd.DataFrame:
        sql = street_query(name)
        if "$reference_day" in sql:
            parameters["reference_day"] = self.reading.reference_day
        return self.reading.frame(sql, {"kind": self.kind, "code": self.code} | parameters)

    def savings(self) -> Savings | None:
        found = self.reading.rows(street_query("savings"), {"kind": self.kind, "code": self.code})
        return Savings(*found[0]) if found else None
