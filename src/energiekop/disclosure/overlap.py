"""By how many dwellings do two groups differ?"""

from itertools import combinations

import numpy as np
import pandas as pd

from energiekop.disclosure.places import Numbers


def overlapping_pairs(cell_columns: list[Numbers], *, under: int) -> pd.DataFrame:
    """One row per pair of cells that share a dwelling and differ by fewer than `under`, by cell_a, cell_b.

    Columns: cell_a < cell_b, shared, differ (both in dwellings). Each of `cell_columns` gives per dwelling
    the cell it belongs to, -1 for none; a cell occurs in one column only. `differ` is the size of the
    symmetric difference, 0 for equal bases. Two groups of at least 10 that share no dwelling differ by 20
    or more.
    """
    number_of_cells = 1 + max((int(column.max(initial=-1)) for column in cell_columns), default=-1)
    dwellings = sum(
        (np.bincount(column[column >= 0], minlength=number_of_cells) for column in cell_columns),
        start=np.zeros(number_of_cells, dtype=np.int64),
    )
    found = [_shared(one, other, dwellings, under) for one, other in combinations(cell_columns, 2)]
    nothing = np.empty(0, dtype=np.int64)
    pairs = np.concatenate([nothing, *(pair for pair, _ in found)])
    shared = np.concatenate([nothing, *(count for _, count in found)])
    one, other = np.divmod(pairs, max(number_of_cells, 1))
    table = pd.DataFrame(
        {
            "cell_a": np.minimum(one, other),
            "cell_b": np.maximum(one, other),
            "shared": shared,
            "differ": dwellings[one] + dwellings[other] - 2 * shared,
        }
    )
    return table[table["differ"] < under].sort_values(["cell_a", "cell_b"], ignore_index=True)


def _shared(one: Numbers, other: Numbers, dwellings: Numbers, under: int) -> tuple[Numbers, Numbers]:
    """Which cells of two columns share how many dwellings, but for those whose sizes differ too much."""
    both = np.flatnonzero((one >= 0) & (other >= 0))
    in_one, in_other = one[both].astype(np.int64), other[both].astype(np.int64)
    alike = np.abs(dwellings[in_one] - dwellings[in_other]) < under
    pair_of_dwelling, pairs = pd.factorize(in_one[alike] * len(dwellings) + in_other[alike])
    return np.asarray(pairs, dtype=np.int64), np.bincount(pair_of_dwelling, minlength=len(pairs))
