"""From households to protected figures: exact counts per group, milestone and day, rounded by disclosure."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd

from energiekop.disclosure import MILESTONES, protect, published_dates
from energiekop.publish.private import Catalogue

# Streets and complexes move once a month; larger areas also on Sundays (docs/decisions, keyed rounding).
MONTHLY_KINDS = ("street", "complex")


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
    """cell_id, milestone, split, on_date, shown for every group below the city, step and published day."""
    month_ends, week_ends = publication_days(con, reference_day)
    dwellings = catalogue.groups.dwellings
    first_days = _first_days(con, dwellings["dwelling_id"])
    counts = []
    for kind in catalogue.cells["kind"].unique():
        if kind == "city":
            continue
        days = sorted(set(month_ends) | (set() if kind in MONTHLY_KINDS else set(week_ends)))
        if days:
            counts.append(_counts(catalogue, kind, dwellings[kind].to_numpy(), first_days, days))
    if not counts:
        return pd.DataFrame(columns=pd.Index(["cell_id", "milestone", "split", "on_date", "shown"]))
    return protect(pd.concat(counts, ignore_index=True), catalogue.cells, secret)


def _first_days(con: duckdb.DuckDBPyConnection, dwellings: pd.Series) -> dict[str, np.ndarray]:
    """Per milestone the first day of each dwelling, whoever lived there; NaT for none."""
    columns = ", ".join(f"min({m}_on) as {m}" for m in MILESTONES)
    reached = con.execute(
        f"select dwelling_id, {columns} from household where reached_on is not null group by dwelling_id"
    ).df()
    reached = reached.set_index("dwelling_id").reindex(dwellings)
    return {m: reached[m].to_numpy(dtype="datetime64[D]") for m in MILESTONES}


def _counts(
    catalogue: Catalogue, kind: str, cell_of_dwelling: np.ndarray, first_days: dict[str, np.ndarray],
    days: list[date],
) -> pd.DataFrame:  # fmt: skip
    """Dense: every cell of the kind x milestone x day, counted as dwellings that reached it by that day."""
    cells = catalogue.cells.loc[catalogue.cells["kind"] == kind, "cell_id"].to_numpy()
    day_axis = np.array(days, dtype="datetime64[D]")
    row_of_cell = pd.Index(cells).get_indexer(pd.Index(cell_of_dwelling))
    parts = []
    for milestone in MILESTONES:
        first = first_days[milestone]
        counted = (row_of_cell >= 0) & ~np.isnat(first)
        day = np.searchsorted(day_axis, first[counted])
        table = np.zeros((len(cells), len(days) + 1), dtype=np.int64)
        np.add.at(table, (row_of_cell[counted], day), 1)
        parts.append(
            pd.DataFrame(
                {
                    "cell_id": np.repeat(cells, len(days)),
                    "milestone": milestone,
                    "split": "",
                    "on_date": np.tile(day_axis.astype("datetime64[s]"), len(cells)),
                    "households": table[:, :-1].cumsum(axis=1).ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
