"""Shorthand for the kinds of column, and one random stream per subject.

Each subject draws from its own stream, so that a change in one (the stories, say) leaves the others as they
were.
"""

import zlib
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

EPOCH = date(1970, 1, 1)
NEVER = -1  # a day that did not come


def stream(seed: int, subject: str) -> np.random.Generator:
    """The random numbers of one subject: the same for the same seed, on every machine."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(subject.encode())])))


def day_number(day: date) -> int:
    """Days since 1970; dates are kept as numbers until they are written."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The date of a day number."""
    return EPOCH + timedelta(days=int(number))


def position_in_group(groups: Ints) -> Ints:
    """For a column in which equal groups lie together: 0, 1, 2, ... within each group."""
    if not len(groups):
        return np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    lengths = np.diff(np.r_[starts, len(groups)])
    return np.arange(len(groups)) - np.repeat(starts, lengths)


def cumulative_in_group(groups: Ints, values: Ints) -> Ints:
    """Running total of `values` that starts anew with each group; equal groups lie together."""
    total = np.cumsum(values)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    before = total[starts] - values[starts]
    lengths = np.diff(np.r_[starts, len(groups)])
    return np.asarray(total - np.repeat(before, lengths), dtype=np.int64)


def exact_share(rng: np.random.Generator, eligible: Bools, share: float, *, of: int | None = None) -> Ints:
    """Row numbers, ascending: exactly `share` of `of` rows (else of the eligible ones), at least one."""
    rows = np.flatnonzero(eligible)
    wanted = min(len(rows), max(1, round(share * (len(rows) if of is None else of))))
    return np.sort(rng.permutation(rows)[:wanted])
