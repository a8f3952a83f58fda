"""Attack test 2: what does a linear program learn about single addresses from all figures of one date?

The attacker knows the register, the groups and the rules, and sees every figure; not the secret.
"""

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import csr_array

from energiekop.disclosure import Groups, counts_behind


def what_is_learnt(
    groups: Groups, shown: pd.DataFrame, *, exact_city: int | None = None, rounded: bool = True
) -> pd.DataFrame:
    """One row per block of dwellings in the same groups: dwellings, lowest, highest (of one address in it).

    An address with lowest = highest is given away. `shown` has cell_id and shown, of one milestone and date;
    `rounded` off tells the attacker that these are the exact counts.
    """
    blocks = groups.dwellings.groupby(groups.columns, as_index=False).size()
    at = shown.merge(groups.cells, on="cell_id")
    lowest = highest = at["shown"].to_numpy()
    if rounded:
        lowest, highest = counts_behind(at["shown"].to_numpy(), at["dwellings"].to_numpy())
    inside = np.array([(blocks[groups.columns] == cell).any(axis=1) for cell in at["cell_id"]], dtype=float)
    if exact_city is not None:
        inside = np.vstack([inside, np.ones(len(blocks))])
        lowest, highest = np.append(lowest, exact_city), np.append(highest, exact_city)
    size = blocks["size"].to_numpy()
    rows = csr_array(np.vstack([inside, -inside]))
    limits = np.concatenate([highest, -lowest]).astype(float)

    def least(direction: np.ndarray) -> float:
        bounds = np.column_stack([np.zeros(len(size)), size])
        answer = linprog(direction, A_ub=rows, b_ub=limits, bounds=bounds, method="highs")
        assert answer.success, answer.message
        return float(answer.fun)

    extremes = [(least(one), -least(-one)) for one in np.eye(len(size))]
    in_block = np.array(extremes).round(6)
    return blocks.rename(columns={"size": "dwellings"}).assign(
        lowest=np.maximum(0, in_block[:, 0] - (size - 1)),  # all others in the block take part
        highest=np.minimum(1, in_block[:, 1]),  # or none of them
    )
