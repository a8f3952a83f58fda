"""The fixed numbers and orders of disclosure control; every other module here reads them from this one.

BASE is chosen once, before the first release: two roundings of one count, to 3 and to 5, would intersect.
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Whole = TypeVar("Whole", int, npt.NDArray[np.int64])  # one number, or many

BASE = 3
MINIMUM_GROUP = 10  # dwellings; comparable to Stedin (10 connections) and above CBS/Kadaster gas (6)

# In the order a household goes through them; each step can only be reached by those of the step before.
MILESTONES = ("reached", "signed_up", "conversation", "advice", "plan", "measure")

# In the order of who keeps its figure when two groups are nearly the same: the first one does.
KINDS = ("city", "stadsdeel", "gebied", "wijk", "buurt", "street", "complex")

PARENT_KIND = {
    "stadsdeel": "city",
    "gebied": "stadsdeel",
    "wijk": "stadsdeel",
    "buurt": "wijk",
    "street": "buurt",
    "complex": "buurt",
}

# By what a group of BROKEN_DOWN may be broken down, one at a time, in the order of who keeps its figures.
ATTRIBUTES = ("tenure", "label", "building_period", "dwelling_type")
BROKEN_DOWN = ("city", "wijk", "buurt", "complex")
# Two at once for the city alone: in anything smaller most parts would be joined away.
CROSSED = {
    "dwelling_type+building_period": ("dwelling_type", "building_period"),
    "tenure+label": ("tenure", "label"),
}
# Whose values have an order, so that a small part joins the next in it; without, the next smallest.
ORDERED = ("label", "building_period")
UNKNOWN = "unknown"
# Households in the whole city that took a step, before that step is broken down: with fewer, the few numbers
# above 0 of crossing breakdowns add up to nearly all there are. The city's count is exact and known to all.
BROKEN_DOWN_FROM = 100
# By which party brought a milestone; counted among those who reached it, not among the dwellings.
SPLIT_BY_PARTY = ("city", "wijk")

# Whole groups of which is told how long it takes from one step to another. Never a street: who took a step
# there in one quarter are a few neighbours.
TIMED = ("city", "stadsdeel", "gebied", "wijk", "buurt", "complex")
# Dwellings in the rounded count before their median is told: of fewer, the middle one is nearly somebody's
# own. As many as a share needs.
TIMED_FROM = 30


def highest_shown(dwellings: Whole) -> Whole:
    """The highest count that is ever printed for a group: the multiple of BASE at or under its dwellings."""
    return BASE * (dwellings // BASE)


def counts_behind(
    shown: npt.NDArray[np.int64], dwellings: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The lowest and highest exact count that each number can stand for."""
    lowest = np.maximum(shown - (BASE - 1), 0)
    most = np.minimum(shown + BASE - 1, dwellings)
    return lowest, np.where(shown == highest_shown(dwellings), dwellings, most)
