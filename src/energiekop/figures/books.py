"""What was handed in, what became of its rows, how addresses were found, and what is unsure. Team only."""

from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from energiekop.figures.answers import ask
from energiekop.privacy import Viewer


def freshness(
    viewer: Viewer, *, as_of: date | None = None, store: Path | None = None, snapshot: str | None = None
) -> pd.DataFrame:
    """How fresh are the files? One row per party, source and kind: files, rows, rejected, last_delivered_on.

    rhythm_days and expected_on are missing for a kind that comes only when something changes.
    """
    return ask(viewer, "freshness", as_of=as_of, store=store, snapshot=snapshot)


def overdue(fresh: pd.DataFrame, today: date) -> pd.DataFrame:
    """The rows of `freshness` whose next file was expected before `today`, the longest overdue first.

    With days_overdue. Of all figures this one alone looks at a clock: the caller's.
    """
    days = (pd.Timestamp(today) - pd.to_datetime(fresh["expected_on"])).dt.days
    late = fresh.assign(days_overdue=days)[days > 0]
    return late.sort_values(["days_overdue", "source", "kind"], ascending=[False, True, True])


def ledger(
    viewer: Viewer, *, as_of: date | None = None, store: Path | None = None, snapshot: str | None = None
) -> pd.DataFrame:
    """What became of each file? One row per path; rows = accepted + duplicate + rejected. Newest first."""
    return ask(viewer, "ledger", as_of=as_of, store=store, snapshot=snapshot)


def matching(
    viewer: Viewer, *, as_of: date | None = None, store: Path | None = None, snapshot: str | None = None
) -> pd.DataFrame:
    """How were addresses found? One row per party, way and reason: rows, and their share of the party's."""
    return ask(viewer, "matching", as_of=as_of, store=store, snapshot=snapshot)


def rejected(
    viewer: Viewer,
    path: str | None = None,
    *,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """The rows handed back, of all files or one: path, row_no, column_name, found, expected, what_to_do."""
    return ask(viewer, "rejected", as_of=as_of, store=store, snapshot=snapshot, chosen={"path": path})


def readings(
    viewer: Viewer,
    path: str | None = None,
    *,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """What was decided in reading all files, or one: path, topic, column_name, chosen, decided_by.

    topic is day_order (chosen dmy or mdy), decimal_sign (a comma, a point, or either: as each cell has it),
    below_table (chosen: first and last row) or sheet_passed_over (chosen: its name). decided_by is column,
    delivery, source, range, mapping, habit or layout. showing, against and open count cells; below_table
    counts its rows in showing, as does what a reader noticed or put right (the topics of sources.remarks).
    """
    return ask(viewer, "readings", as_of=as_of, store=store, snapshot=snapshot, chosen={"path": path})


def unsure(
    viewer: Viewer,
    way: Literal["ambiguous", "building"] = "ambiguous",
    *,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Addresses that may be more than one dwelling: typed, rows that wait for it, reason, candidates.

    candidates: addresses with "; " between; candidate_ids: their dwelling ids in the same order.
    """
    return ask(viewer, "unsure", store=store, snapshot=snapshot, chosen={"way": way})
