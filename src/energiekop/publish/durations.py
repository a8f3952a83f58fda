"""How long it takes from one step to another: the median of a closed quarter, of many dwellings at once."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd

from energiekop.disclosure import BASE, TIMED, TIMED_FROM
from energiekop.disclosure.draws import rounded
from energiekop.disclosure.places import Numbers
from energiekop.publish.private import Catalogue


def write_table(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, secret: bytes, reference_day: date, query: str
) -> None:
    """The table `duration`: a row per group of TIMED, pair of steps and closed quarter with enough dwellings.

    weeks: the median between the two steps, whole. Told where the dwellings that it is of, rounded by a draw
    of their own, are TIMED_FROM or more; that number itself is not, since it would be a second draw of nearly
    a published count. A quarter is closed when its last day is not after the reference day.
    """
    dwellings = catalogue.groups.dwellings
    kinds = [kind for kind in TIMED if kind in dwellings]
    con.register("group_of_dwelling", dwellings[["dwelling_id", *kinds]])
    con.execute("set variable reference_day = cast(? as date)", [reference_day])
    timed = con.execute(query).df()
    # What no draw can bring to TIMED_FROM is not drawn: most of it.
    timed = timed[timed["dwellings"] > TIMED_FROM - BASE].reset_index(drop=True)
    shown = _shown(timed, catalogue.cells.set_index("cell_id"), secret)
    con.register("duration_frame", timed[shown >= TIMED_FROM])
    con.execute(
        """create or replace table duration as
        select cast(cell_id as integer) as cell_id, cast(from_step as varchar) as from_step,
            cast(to_step as varchar) as to_step, cast(quarter as date) as quarter,
            cast(weeks as integer) as weeks
        from duration_frame"""
    )
    for name in ("group_of_dwelling", "duration_frame"):
        con.unregister(name)


def _shown(timed: pd.DataFrame, cells: pd.DataFrame, secret: bytes) -> Numbers:
    """The rounded number of dwellings of each row."""
    quarter = timed["quarter"].dt.strftime("%Y-%m-%d")
    measure = "weeks|" + timed["from_step"] + "|" + timed["to_step"] + "|" + quarter
    cell_key = cells.loc[timed["cell_id"], "cell_key"].reset_index(drop=True)
    return rounded(timed["dwellings"].to_numpy(dtype=np.int64), cell_key, measure, secret)
