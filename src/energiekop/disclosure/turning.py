"""Round the other way what the figures of one day together would give away, as long as that count stands.

A number that is turned down is turned on all days of that count, so that it never falls; one that is turned
up, from that day on, so that earlier days keep what was published of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from energiekop.disclosure.nesting import Nesting
from energiekop.disclosure.places import Flags, Numbers
from energiekop.disclosure.rules import MILESTONES
from energiekop.disclosure.slack import Moments, too_tight


@dataclass(frozen=True)
class Figures:
    """One entry per figure: the row of its cell (those with the same dwellings have one), the numbers of its
    milestone and day, its exact count, and whether it is the whole or a part. Per row of the cells: how many
    dwellings it has, and whether its exact count is published.
    """

    cell: Numbers
    milestone: Numbers
    day: Numbers
    exact: Numbers
    is_whole: Flags
    dwellings: Numbers
    known: Flags


@dataclass(frozen=True)
class Block:
    """One milestone on the days on which the same cells have a figure.

    rows: those cells. at: cells x days, the place of each figure. since: cells x days, from which of the
    days on the exact count has been what it is. nesting: of those cells.
    """

    milestone: int
    rows: Numbers
    at: Numbers
    since: Numbers
    nesting: Nesting


def blocks(figures: Figures, nesting: Nesting) -> list[Block]:
    """The figures, the whole ones, by milestone and day."""
    days = int(figures.day.max(initial=-1)) + 1
    at = np.full((len(MILESTONES), len(figures.dwellings), days), -1, dtype=np.int64)
    wholes = np.flatnonzero(figures.is_whole)[::-1]  # of twins the first is written last, and stays
    at[figures.milestone[wholes], figures.cell[wholes], figures.day[wholes]] = wholes
    made = []
    for milestone in range(len(MILESTONES)):
        for rows, on_days in _alike(at[milestone] >= 0):
            figure_at = at[milestone][np.ix_(rows, on_days)]
            made.append(
                Block(milestone, rows, figure_at, _since(figures.exact[figure_at]), nesting.among(rows))
            )
    return made


def turned(
    figures: Figures, blocks: list[Block], shown: Numbers, capped: Numbers, *, changed: Flags | None
) -> Numbers | None:
    """`capped` with the numbers that must be rounded the other way turned; None when none need be.

    changed: the figures that changed since it was last asked, so that only their days are looked at.
    """
    found: dict[int, tuple[int, int]] = {}  # per group, milestone and count: the number, and from which day
    most = int(figures.exact.max(initial=0)) + 1
    count = (figures.cell * len(MILESTONES) + figures.milestone) * most + figures.exact
    for block in blocks:
        due = np.ones(block.at.shape[1], dtype=bool) if changed is None else changed[block.at].any(axis=0)
        days = np.flatnonzero(due)
        at = block.at[:, days]
        moments = Moments(
            figures.exact[at],
            shown[at],
            block.since[:, days],
            figures.dwellings[block.rows],
            figures.known[block.rows],
        )
        for row, moment, number in too_tight(block.nesting, moments) if len(days) else ():
            day = int(days[moment])
            for figure in _with_the_steps_before(figures, blocks, block, row, day, number, shown):
                from_day = int(figures.day[figure]) if number > shown[figure] else 0
                key = int(count[figure])
                if key not in found or from_day < found[key][1]:
                    found[key] = (number, from_day)
    if not found:
        return None
    keys = np.array(sorted(found), dtype=np.int64)
    numbers, from_days = np.array([found[key] for key in keys.tolist()], dtype=np.int64).T
    place = np.minimum(np.searchsorted(keys, count), len(keys) - 1)
    turns = figures.is_whole & (keys[place] == count) & (figures.day >= from_days[place])
    return np.where(turns, numbers[place], capped)


def _with_the_steps_before(
    figures: Figures,
    blocks: list[Block],
    block: Block,
    row: int,
    day: int,
    number: int,
    shown: Numbers,
) -> list[int]:
    """The figure, and of the steps before it those that show less when it is turned up: they have as many."""
    cell = int(block.rows[row])
    here = int(block.at[row, day])
    found = [here]
    for before in blocks:
        if before.milestone < block.milestone and before.at.shape == block.at.shape:
            there = int(before.at[row, day])
            same = figures.cell[there] == cell and figures.day[there] == figures.day[here]
            if same and shown[there] < number:
                found.append(there)
    return found


def _since(exact: Numbers) -> Numbers:
    """Per cell (row) and day (column) the first day of the days in a row with that count."""
    day = np.arange(exact.shape[1])
    anew = np.diff(exact, axis=1, prepend=-1) != 0
    return np.maximum.accumulate(np.where(anew, day, 0), axis=1)


def _alike(there: Flags) -> Iterator[tuple[Numbers, Numbers]]:
    """Rows and days: the days on which the very same cells have a figure, with those cells."""
    days_of: dict[bytes, list[int]] = {}
    for day in range(there.shape[1]):
        days_of.setdefault(there[:, day].tobytes(), []).append(day)
    for days in days_of.values():
        rows = np.flatnonzero(there[:, days[0]])
        if len(rows):
            yield rows, np.array(days)
