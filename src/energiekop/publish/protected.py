"""From households to protected figures: exact counts per group, milestone and day, rounded by disclosure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from energiekop.disclosure import (
    BROKEN_DOWN_FROM,
    MILESTONES,
    SPLIT_BY_PARTY,
    Dwellings,
    protect,
    published_dates,
)
from energiekop.publish.private import Catalogue

# Streets and complexes move once a month, and so do breakdowns; larger areas also on Sundays.
MONTHLY_KINDS = ("street", "complex")
PARTIES = ("community", "consultancy", "municipality")
_SPLITS = ("", *PARTIES)
_NEVER = np.datetime64("9999-12-31")

Columns = dict[str, npt.NDArray[Any]]


def publication_days(con: duckdb.DuckDBPyConnection, reference_day: date) -> tuple[list[date], list[date]]:
    """Month-ends and Sundays from the month of the first milestone up to the reference day."""
    [(first,)] = con.execute("select min(reached_on) from household").fetchall()
    if first is None:
        return [], []
    days = published_dates(first.replace(day=1), reference_day)
    return days.month_ends, days.week_ends


def protected_figures(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, secret: bytes, reference_day: date
) -> pd.DataFrame:
    """cell_id, milestone, split, on_date, shown for every group below the city, part, step and published day.

    A split is the party that brought the step, for the kinds in SPLIT_BY_PARTY on month-ends. The city as a
    whole is not among them: its totals are exact.
    """
    month_ends, week_ends = publication_days(con, reference_day)
    groups = catalogue.groups
    reached = reached_by_dwelling(con, groups.dwellings["dwelling_id"])
    counts = []
    for column, cell_of_dwelling in zip(groups.columns, groups.cell_columns(), strict=True):
        is_whole = "/" not in column
        weekly = is_whole and column not in MONTHLY_KINDS
        days = sorted({*month_ends, *(week_ends if weekly else ())})
        if days and (cell_of_dwelling >= 0).any():
            counted = _counts(cell_of_dwelling, reached, days)
            counts.append(counted if is_whole else _once_enough_count(counted, reached))
            if is_whole and column in SPLIT_BY_PARTY:
                counts += [_counts(cell_of_dwelling, reached, month_ends, party) for party in PARTIES]
    if not counts:
        return pd.DataFrame(columns=pd.Index(["cell_id", "milestone", "split", "on_date", "shown"]))
    dwellings = Dwellings(
        cell=np.column_stack(groups.cell_columns()),
        reached={step.milestone: step.first_day for step in reached},
        known=groups.is_city,
    )
    figures = protect(_frame(counts), catalogue.cells, secret, dwellings=dwellings)
    of_city = figures["cell_id"].isin(groups.cells.loc[groups.is_city, "cell_id"])
    return figures[~(of_city & (figures["split"] == ""))]


@dataclass(frozen=True)
class Reached:
    """Of a milestone: per dwelling the first day, whoever lived there (NaT for none), and who brought it."""

    milestone: str
    first_day: npt.NDArray[np.datetime64]
    party: npt.NDArray[np.object_]

    def days(self, split: str) -> npt.NDArray[np.datetime64]:
        """The first days, of those that this party brought if one is named."""
        if not split:
            return self.first_day
        return np.where(self.party == split, self.first_day, np.datetime64("NaT"))


def reached_by_dwelling(con: duckdb.DuckDBPyConnection, dwellings: pd.Series) -> list[Reached]:
    """One per milestone, in the order of the dwellings."""
    columns = ", ".join(
        f"min({m}_on) as {m}, arg_min({m}_party, ({m}_on, household_id)) as {m}_party" for m in MILESTONES
    )
    reached = con.execute(
        f"select dwelling_id, {columns} from household where reached_on is not null group by dwelling_id"
    ).df()
    reached = reached.set_index("dwelling_id").reindex(dwellings)
    return [
        Reached(m, reached[m].to_numpy(dtype="datetime64[D]"), reached[f"{m}_party"].to_numpy(dtype=object))
        for m in MILESTONES
    ]


def _counts(
    cell_of_dwelling: npt.NDArray[np.int64], reached: list[Reached], days: list[date], split: str = ""
) -> Columns:
    """Dense: every milestone x cell of the column x day, counted as dwellings that reached it by that day."""
    cells = np.unique(cell_of_dwelling[cell_of_dwelling >= 0])
    day_axis = np.array(days, dtype="datetime64[s]")
    row_of_cell = np.where(cell_of_dwelling >= 0, np.searchsorted(cells, cell_of_dwelling), -1)
    table = np.zeros((len(reached), len(cells), len(days) + 1), dtype=np.int64)
    for number, step in enumerate(reached):
        first = step.days(split)
        counted = (row_of_cell >= 0) & ~np.isnat(first)
        np.add.at(table[number], (row_of_cell[counted], np.searchsorted(day_axis, first[counted])), 1)
    shape = (len(reached), len(cells), len(days))
    return {
        "cell_id": np.broadcast_to(cells[:, None], shape).ravel(),
        "milestone": np.broadcast_to(np.arange(len(reached), dtype=np.int8)[:, None, None], shape).ravel(),
        "split": np.full(table[:, :, 1:].size, _SPLITS.index(split), dtype=np.int8),
        "on_date": np.broadcast_to(day_axis, shape).ravel(),
        "households": table[:, :, :-1].cumsum(axis=2).ravel(),
    }


def _once_enough_count(counted: Columns, reached: list[Reached]) -> Columns:
    """The counts of a breakdown, for each step from the day on which enough of the whole city took it."""
    days = [np.sort(step.first_day[~np.isnat(step.first_day)]) for step in reached]
    since = [day[BROKEN_DOWN_FROM - 1] if len(day) >= BROKEN_DOWN_FROM else _NEVER for day in days]
    shown = counted["on_date"] >= np.array(since, dtype="datetime64[s]")[counted["milestone"]]
    return {name: column[shown] for name, column in counted.items()}


def _frame(counts: list[Columns]) -> pd.DataFrame:
    """All counts in one frame, and out of the list: there are millions in a large city.

    Milestone and split are categories, since each stands there 100 000 times.
    """
    columns = {name: np.concatenate([part.pop(name) for part in counts]) for name in list(counts[0])}
    return pd.DataFrame(
        columns
        | {
            "milestone": pd.Categorical.from_codes(columns["milestone"], pd.Index(MILESTONES)),
            "split": pd.Categorical.from_codes(columns["split"], pd.Index(_SPLITS)),
        }
    )
