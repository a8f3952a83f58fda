"""What do the groups of a renewed catalogue keep of the figures of before?

A group goes on when it is of the same places, and a part when it is of the same values: what was published of
it stays as it was. Any other group begins anew, so that no number of before is ever rounded another time.
"""

import pandas as pd

from energiekop.disclosure.groups import Groups
from energiekop.disclosure.rules import highest_shown

IDENTITY = ["kind", "places", "attribute", "value"]
FROZEN = [*IDENTITY, "milestone", "split", "on_date", "shown"]


def frozen(groups: Groups, figures: pd.DataFrame) -> pd.DataFrame:
    """FROZEN of each figure (cell_id, milestone, split, on_date, shown): by what its group is."""
    return figures.merge(_of_cells(groups), on="cell_id")[FROZEN]


def carried_over(before: pd.DataFrame, groups: Groups, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures up to the last day that is frozen as they were, and after it those that are given.

    before: FROZEN. A number that is more than its group can show now, since dwellings went, is left out.
    """
    if before.empty:
        return figures
    after = figures[figures["on_date"] > before["on_date"].max()]
    cells = groups.cells[["cell_id", "dwellings"]].merge(_of_cells(groups), on="cell_id")
    kept = before.merge(cells, on=IDENTITY)
    kept = kept[kept["shown"] <= kept["dwellings"].map(highest_shown)]
    both: pd.DataFrame = pd.concat([kept[list(figures.columns)], after], ignore_index=True)
    return both


def identities(groups: Groups) -> pd.DataFrame:
    """One row per group and part: IDENTITY."""
    return _of_cells(groups)[IDENTITY]


def _of_cells(groups: Groups) -> pd.DataFrame:
    """cell_id and IDENTITY: places are the codes of the members, between bars."""
    members = groups.members.dropna(subset=["cell_id"]).sort_values(["kind", "code"])
    places = members.groupby("cell_id")["code"].agg("|".join).rename("places")
    whole = groups.cells[groups.cells["attribute"] == ""].merge(places, on="cell_id")
    # A part has the code of its group.
    cells = groups.cells.merge(whole[["kind", "code", "places"]], on=["kind", "code"])
    return cells.loc[:, ["cell_id", *IDENTITY]]
