"""Which neighbours does a place with too few dwellings go together with, and what is the group called?"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from energiekop.disclosure.places import Numbers
from energiekop.disclosure.rules import MINIMUM_GROUP

Sums = npt.NDArray[np.float64]

NAMES_SHOWN = 3
NOUN = {
    "city": ("stad", "steden"),
    "stadsdeel": ("stadsdeel", "stadsdelen"),
    "gebied": ("gebied", "gebieden"),
    "wijk": ("wijk", "wijken"),
    "buurt": ("buurt", "buurten"),
    "street": ("straat", "straten"),
    "complex": ("complex", "complexen"),
}


def join_small(places: pd.DataFrame) -> Numbers:
    """Per place the row of the first place, by code, of the group it ends in.

    Takes the table of `Places`. The smallest place joins its nearest neighbour under the same parent,
    as often as needed to reach MINIMUM_GROUP. A group stays too small only where its whole parent is.
    """
    leader = np.arange(len(places), dtype=np.int64)
    parent = pd.factorize(places["parent_code"])[0]  # -1: places of which nobody knows the parent
    small = places["dwellings"].to_numpy() < MINIMUM_GROUP
    needs_joining = np.isin(parent, np.unique(parent[small]))
    for _, rows in places[needs_joining].groupby(parent[needs_joining]).indices.items():
        members = np.flatnonzero(needs_joining)[rows]
        leader[members] = members[_join_under_one_parent(places.iloc[members])]
    return leader


def _join_under_one_parent(places: pd.DataFrame) -> Numbers:
    leader = np.arange(len(places), dtype=np.int64)
    dwellings = places["dwellings"].to_numpy(dtype=np.float64, copy=True)  # infinite: gone into another
    located = places["located"].to_numpy(dtype=np.float64, copy=True)
    x_sum = places["x_sum"].to_numpy(dtype=np.float64, copy=True)
    y_sum = places["y_sum"].to_numpy(dtype=np.float64, copy=True)
    for _ in range(len(places) - 1):
        smallest = int(dwellings.argmin())
        if dwellings[smallest] >= MINIMUM_GROUP:
            break
        nearest = _nearest(smallest, dwellings, located, x_sum, y_sum)
        kept, gone = min(smallest, nearest), max(smallest, nearest)
        leader[leader == gone] = kept
        for sums in (dwellings, located, x_sum, y_sum):
            sums[kept] += sums[gone]
        dwellings[gone] = np.inf
        located[gone] = 0
    return leader


def _nearest(
    place: int,
    dwellings: Sums,
    located: Sums,
    x_sum: Sums,
    y_sum: Sums,
) -> int:
    with np.errstate(invalid="ignore", divide="ignore"):
        x, y = x_sum / located, y_sum / located
        distance = (x - x[place]) ** 2 + (y - y[place]) ** 2
    distance[(located == 0) | np.isinf(dwellings) | np.isnan(distance)] = np.inf
    distance[place] = np.inf
    if np.isfinite(distance).any():
        return int(distance.argmin())
    # Nobody knows where they lie: the smallest other one, so that not all of them flock to the first.
    others = dwellings.copy()
    others[place] = np.inf
    return int(others.argmin())


def group_name(kind: str, names: list[str]) -> str:
    """'Kerkpad en Molenweg'; after three names 'en nog 2 straten'."""
    distinct = sorted(set(names))
    shown, rest = distinct[:NAMES_SHOWN], len(distinct) - NAMES_SHOWN
    if rest > 0:
        return f"{', '.join(shown)} en nog {rest} {NOUN[kind][rest > 1]}"
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} en {shown[-1]}"
