"""Do the groups keep their promise? Attack test 1, a gate on each build.

Read back from the membership itself, whoever drew or stored it: every group has at least MINIMUM_GROUP
dwellings, and any two concern the same dwellings or differ by at least as many.
"""

import numpy as np
import pandas as pd

from energiekop.disclosure.groups import Groups
from energiekop.disclosure.overlap import overlapping_pairs
from energiekop.disclosure.places import Flags, Numbers
from energiekop.disclosure.rules import MINIMUM_GROUP


def breaches(groups: Groups) -> pd.DataFrame:
    """One row per breach, none if all is well: cell_a, cell_b (missing: cell_a alone), dwellings, why.

    `why` is 'too_small' (dwellings: how many it has), 'nearly_the_same' (by how many they differ) or
    'miscounted' (how many are in it, other than the cells say).
    """
    counted = _counted(groups)
    stated = groups.cells["dwellings"].to_numpy(dtype=np.int64)
    found = [
        _alone(groups, counted, counted < MINIMUM_GROUP, "too_small"),
        _alone(groups, counted, counted != stated, "miscounted"),
        closest_pairs(groups, under=MINIMUM_GROUP)
        .query("differ > 0")[["cell_a", "cell_b", "differ"]]
        .rename(columns={"differ": "dwellings"})
        .assign(why="nearly_the_same"),
    ]
    return pd.concat(found, ignore_index=True).astype({"cell_a": "int64", "cell_b": "Int64"})


def closest_pairs(groups: Groups, *, under: int = 2 * MINIMUM_GROUP) -> pd.DataFrame:
    """The pairs of cells that differ by fewer than `under` dwellings, the closest first.

    Columns: cell_a, cell_b, shared, differ; 0 for the same dwellings. Pairs without a dwelling in
    common are not looked at: they differ by all they have.
    """
    close = overlapping_pairs(groups.cell_columns(), under=under)
    return close.sort_values(["differ", "cell_a", "cell_b"], ignore_index=True)


def _counted(groups: Groups) -> Numbers:
    counted = np.zeros(len(groups.cells), dtype=np.int64)
    for cell in groups.cell_columns():
        counted += np.bincount(cell[cell >= 0], minlength=len(counted))
    return counted


def _alone(
    groups: Groups,
    counted: Numbers,
    wrong: Flags,
    why: str,
) -> pd.DataFrame:
    cell = groups.cells["cell_id"].to_numpy()[wrong]
    return pd.DataFrame({"cell_a": cell, "cell_b": pd.NA, "dwellings": counted[wrong], "why": why})
