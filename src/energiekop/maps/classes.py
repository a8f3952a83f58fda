"""From values to at most five classes: which class each value has, and from where to where each class runs.

Values are whole numbers as a reader sees them (per cent, percentage points, households). Zero is a class of
its own, unknown is none. Classes hold for all months together: a colour means the same in every month.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

Scale = Literal["sequential", "diverging"]

UNKNOWN = -1
_ABOVE_ZERO = 4  # with zero itself five
_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)  # a scale breaks at 2, 15, 250, ...


@dataclass(frozen=True)
class Classes:
    """`starts` are the first values of all classes but the lowest, which has no beginning."""

    scale: Scale
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts) + 1

    def of(self, values: pd.Series) -> pd.Series:
        """The class of each value, from 0; UNKNOWN where the value is missing."""
        known = values.dropna().astype(float)
        found = pd.Series(np.searchsorted(self.starts, known, side="right"), index=known.index)
        return found.reindex(values.index, fill_value=UNKNOWN)

    def bounds(self) -> list[tuple[int | None, int | None]]:
        """First and last value of each class, None where it is open."""
        return list(zip((None, *self.starts), (*(start - 1 for start in self.starts), None), strict=True))


def sequential(values: pd.Series) -> Classes:
    """Zero, and up to four classes above it with about as many values in each, broken at round numbers."""
    above = values[values > 0].astype(float)
    if above.empty:
        return Classes("sequential", ())
    quarters = above.quantile([part / _ABOVE_ZERO for part in range(1, _ABOVE_ZERO)])
    broken = {1, *(_round_number(quarter) for quarter in quarters)}
    return Classes("sequential", tuple(sorted(start for start in broken if start <= above.max())))


def diverging(values: pd.Series) -> Classes:
    """Much less, less, equal, more, much more: the same on both sides of zero."""
    changed = values[values != 0].dropna().abs().astype(float)
    if changed.empty or changed.max() < 2:
        return Classes("diverging", (0, 1))
    much = max(2, _round_number(changed.median()))
    return Classes("diverging", (1 - much, 0, 1, much))


def in_words(
    classes: Classes,
    *,
    number: Callable[[int], str],
    first: Callable[[int], str] = str,
    zero: str,
    between: str = "{first}–{last}",
    or_more: str = "{first}+",
    or_less: str = "≤ {last}",
) -> list[str]:
    """What the legend says of each class: `zero`, '1–4 %', '10 % or more'.

    number writes a value, first the first one of a range.
    """
    said = []
    for position, (begin, end) in enumerate(classes.bounds()):
        if (position == 0 and classes.scale == "sequential") or begin == end == 0:
            said.append(zero)
        elif begin is None:
            said.append(or_less.format(last=number(end or 0)))
        elif end is None:
            said.append(or_more.format(first=number(begin)))
        elif begin == end:
            said.append(number(begin))
        else:
            said.append(between.format(first=first(begin), last=number(end)))
    return said


def _round_number(value: float) -> int:
    """The whole number nearest in proportion among 1, 2, ..., 10, 15, 20, 25, 30, ..., 100, 150, ..."""
    power = 10.0 ** math.floor(math.log10(value)) if value > 1 else 1.0
    candidates = [part * power for part in _ROUND if (part * power).is_integer()]
    return int(min(candidates, key=lambda candidate: abs(math.log(candidate / max(value, 1)))))
