"""A snapshot, opened for one viewer: what may be read of it, and in which words it is known."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from energiekop.privacy import guard, wall
from energiekop.privacy.errors import NoScope, NoSnapshot
from energiekop.privacy.viewer import Viewer
from energiekop.publish import store as snapshots


@dataclass(frozen=True)
class Place:
    """A street or complex by its id; `cell_id` is its group, if it has one and this viewer reads groups."""

    kind: str
    id: str
    name: str
    cell_id: int | None
    buurt_cell_id: int | None


class Reading:
    """A snapshot through the eyes of one viewer; every query is checked before it runs."""

    def __init__(self, viewer: Viewer, store: Path, snapshot: str, on: date) -> None:
        scopes = viewer.scopes_on(on)
        self.viewer = viewer
        self.store = store
        self.snapshot = snapshot
        # What is copied for a role is all it reads; its files are detached.
        copied = frozenset(wall.COPIED.get(viewer.role, ()))
        self._files = () if copied else tuple(name for name in wall.FILES[viewer.role] if name != "shared")
        self._instance = wall.instance(snapshots.path(store, snapshot), viewer.role)
        self._cursor = self._instance.connection.cursor()
        self._views = self._same_for_all = copied or frozenset({"target"})
        self.scopes: tuple[Place, ...] = ()
        self._own: list[tuple[str, str]] | None = None  # scopes whose rows no query asked for yet
        if "shared" in wall.FILES[viewer.role]:
            places = [scope for scope in scopes if scope.kind in ("street", "complex")]
            self.scopes = tuple(self.place(scope.kind, scope.id) for scope in places)
            own = [(scope.kind, scope.id) for scope in scopes if scope not in places]
            self._own = own + [(place.kind, place.id) for place in self.scopes]
            self._views |= frozenset(wall.OWN_TABLES)
        books = "exact.meta" if "exact" in self._files else "meta" if copied else "published.meta"
        self.meta: dict[str, str] = dict(self.register_rows(f"select key, value from {books}"))

    @property
    def reference_day(self) -> date:
        """The day up to which the snapshot knows what happened."""
        return date.fromisoformat(self.meta["reference_day"])

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        """The rows of one SELECT. Raises NotAllowed when it reads more than this viewer may read."""
        return self._run(sql, parameters).df()

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """As `frame`, without the frame: for a few values."""
        return self._run(sql, parameters).fetchall()

    def register_rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """As `rows`, asked once per snapshot: for what is the same for everybody of this role.

        Raises NotAllowed for a view of the viewer's own rows, which are not.
        """
        guard.refuse_unless_allowed(sql, files=self._files, views=self._same_for_all)
        question = (sql, repr(parameters))
        with self._instance.asking:
            if question not in self._instance.known:
                self._instance.keep(question, self.rows(sql, parameters))
            return self._instance.known[question]

    def holds(self, file: str, table: str) -> bool:
        """Whether a file of this viewer's has a table; one of an older release may not."""
        named = {"file": file, "table": table}
        found = self._cursor.execute(_HOLDS, named).fetchall()
        return file in self._files and bool(found)

    def place(self, kind: str, named: str) -> Place:
        """The one street or complex of that id, else of that name. Raises NoScope for none, or several."""
        found = self.register_rows(_PLACES, {"kind": kind, "named": named})
        if not found:
            raise NoScope(
                f'This snapshot has no {kind} "{named}"; give its id, or its name as written there.'
            )
        exactly = [row for row in found if row[0] == named]
        if len(found) > 1 and not exactly:
            ids = ", ".join(row[0] for row in found)
            raise NoScope(f'More than one {kind} is called "{named}"; name it by its id: {ids}.')
        return Place(kind, *(exactly or found)[0])

    def _run(self, sql: str, parameters: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
        guard.refuse_unless_allowed(sql, files=self._files, views=self._views)
        if self._own is not None and guard.takes_from(sql, wall.OWN_TABLES):
            wall.own_rows(self._cursor, self._own)
            self._own = None
        try:
            return self._cursor.execute(guard.parsed(sql), parameters or {})
        except (duckdb.FatalException, duckdb.InternalException):
            wall.discard(self._instance)
            raise


def open(
    viewer: Viewer, store: Path | None = None, *, snapshot: str | None = None, on: date | None = None
) -> Reading:
    """The snapshot in service, or the named one, for this viewer; `on` is the day the scopes must hold.

    The store is ENERGIEKOP_STORE, else data/store. Raises OutOfScope, NoSnapshot or UnknownSnapshot.
    """
    store = store or Path(os.environ.get("ENERGIEKOP_STORE", "data/store"))
    chosen = snapshot or snapshots.current(store)
    if chosen is None:
        raise NoSnapshot(f"Nothing was published in {store} yet; run `energiekop build` first.")
    # Scopes end by the calendar, also while no new file comes in: the one place that reads the wall clock.
    return Reading(viewer, store, chosen, on or date.today())


_HOLDS = "select 1 from duckdb_tables() where database_name = $file and table_name = $table"
_PLACES = """
select place.code, place.name, place.cell_id, buurt.cell_id as buurt_cell_id
from published.cell_member as place
left join published.cell_member as buurt on buurt.kind = 'buurt' and buurt.code = place.parent_code
where place.kind = $kind and (place.code = $named or lower(place.name) = lower($named))
order by place.code
"""
