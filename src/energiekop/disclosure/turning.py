"""Round the other way what the figures of one day together would give away, as long as that count stands.

Of the numbers that lean on one another the one whose count moved last is turned, from the day on which it
came there: before that day nothing was given away, so what was published of earlier days stays as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from energiekop.disclosure.layout import MOST_DAYS, Layout, bits, from_day, layout, on_day
from energiekop.disclosure.places import Flags, Narrow, Numbers
from energiekop.disclosure.rules import BASE, MILESTONES, counts_behind
from energiekop.disclosure.slack import Tight, leaning, loosened

_NOWHERE = -1


@dataclass(frozen=True)
class Dwellings:
    """Who was counted. cell: dwellings x kinds and breakdowns, the row among the cells, -1 for none.

    reached: per milestone the first day of each dwelling, NaT for never. known: per cell whether its exact
    count is published; such a cell holds all dwellings.
    """

    cell: Numbers
    reached: dict[str, npt.NDArray[np.datetime64]]
    known: Flags


@dataclass(frozen=True)
class Figures:
    """One entry per figure that is no part of another: the row of its cell (those with the same dwellings
    have one), the numbers of its milestone and day, and its exact count. dwellings: per row; dates: per day.
    """

    cell: Narrow
    milestone: Narrow
    day: Narrow
    exact: Narrow
    dwellings: Numbers
    dates: npt.NDArray[Any]

    @cached_property
    def _each_count(self) -> int:
        """How many counts a cell can have, 0 among them."""
        return int(self.dwellings.max(initial=0)) + 1

    def stand(self, at: Numbers | Narrow) -> Numbers:
        """Of these, the same for figures of one cell and milestone with the same count: while it stands."""
        line = self.cell[at].astype(np.int64) * len(MILESTONES) + self.milestone[at]
        return line * self._each_count + self.exact[at]

    def with_stand(self, stands: Numbers) -> Numbers:
        """Where the figures with any of these are."""
        cells = stands // self._each_count // len(MILESTONES)
        near = np.flatnonzero(np.isin(self.cell, cells.astype(np.int32)))
        return near[np.isin(self.stand(near), stands)]

    def place(self) -> Narrow:
        """Milestones x rows x days: where the figure is, -1 for none."""
        shape = (len(MILESTONES), len(self.dwellings), len(self.dates))
        place = np.full(shape, _NOWHERE, dtype=np.int32)
        place[self.milestone[::-1], self.cell[::-1], self.day[::-1]] = np.arange(len(self.cell))[::-1]
        return place


@dataclass(frozen=True)
class Moment:
    """What is left to be looked at of one milestone on one day: the tight numbers, and who takes part."""

    layout: Layout
    day: int
    no_less: Flags
    no_more: Flags
    some: Flags
    each: Flags


# Per stand of a count (`Figures.stand`) that is not shown as it was drawn: the number, and since what day.
Turns = dict[int, tuple[int, int]]


def turned(figures: Figures, shown: Narrow, dwellings: Dwellings) -> Turns:
    """The counts to be rounded the other way, so that no figures of one day give anybody away."""
    place = figures.place()
    layouts: dict[bytes, Layout] = {}
    turns: Turns = {}
    for milestone, name in enumerate(MILESTONES):
        if name not in dwellings.reached:
            continue
        moments = [
            moment
            for rows, days in _stretches(place[milestone] >= 0)
            for moment in _in_question(
                figures,
                shown,
                place[milestone][np.ix_(rows, days)],
                _layout(dwellings.cell, rows, len(figures.dwellings), layouts),
                dwellings.reached[name],
                dwellings.known,
            )
        ]
        for moment in sorted(moments, key=lambda one: one.day):
            stands = figures.stand(place[milestone][:, moment.day])
            while len(rows := _leaning(moment, stands, turns, dwellings.known)):
                row, since = _last_moved(figures, shown, place[milestone], moment.day, rows)
                _turn(turns, figures, shown, place[: milestone + 1, row], since)
    return turns


def apply(turns: Turns, figures: Figures, drawn: Narrow) -> Narrow:
    """The drawn numbers, those turned that must be; there is one at least."""
    stands = np.array(sorted(turns), dtype=np.int64)
    number, since = np.array([turns[one] for one in stands.tolist()], dtype=np.int32).T
    at = figures.with_stand(stands)
    turn = np.searchsorted(stands, figures.stand(at))
    then = figures.day[at] >= since[turn]
    given = drawn.copy()
    given[at[then]] = number[turn[then]]
    return given


def _stretches(there: Flags) -> Iterator[tuple[Numbers, Numbers]]:
    """Rows and days, at most MOST_DAYS: days on which the very same cells have a figure, and those cells."""
    days_of: dict[bytes, list[int]] = {}
    for day in range(there.shape[1]):
        days_of.setdefault(there[:, day].tobytes(), []).append(day)
    for days in days_of.values():
        rows = np.flatnonzero(there[:, days[0]])
        for first in range(0, len(days) if len(rows) else 0, MOST_DAYS):
            yield rows, np.array(days[first : first + MOST_DAYS])


def _layout(cell: Numbers, rows: Numbers, number: int, kept: dict[bytes, Layout]) -> Layout:
    """How the dwellings lie in these rows alone."""
    key = rows.tobytes()
    if key not in kept:
        there = np.zeros(number + 1, dtype=bool)
        there[rows] = True
        inside = there[cell]
        columns = inside.any(axis=0)
        kept[key] = layout(np.where(inside, cell, _NOWHERE)[:, columns], number)
    return kept[key]


def _in_question(
    figures: Figures,
    shown: Narrow,
    at: Narrow,
    layout: Layout,
    reached: npt.NDArray[np.datetime64],
    known: Flags,
) -> list[Moment]:
    """The days of a stretch (`at`: rows x days, the place of each figure) on which numbers stay tight."""
    days, rows = figures.day[at[0]], figures.cell[at[:, 0]]
    exact, whole = figures.exact[at], figures.dwellings[rows, None]
    lowest, highest = counts_behind(shown[at].astype(np.int64), whole)
    open_ = ~known[rows, None]
    # What nobody could go below, or above, tells nothing: 0, or all dwellings.
    no_less, no_more = np.zeros((2, len(known)), dtype=np.uint64)
    no_less[rows] = bits(open_ & (exact == lowest) & (exact > 0))
    no_more[rows] = bits(open_ & (exact == highest) & (exact < whole))
    by_then = from_day(np.searchsorted(figures.dates[days], reached), len(days))
    some, each = layout.some(by_then), layout.each(by_then)
    left = loosened(layout, Tight(no_less, no_more), some, each)
    any_left = np.bitwise_or.reduce(np.concatenate(left))
    return [
        Moment(layout, day, *(on_day(held, number) for held in (*left, some, each)))
        for number, day in enumerate(days.tolist())
        if on_day(any_left, number)
    ]


def _leaning(moment: Moment, stand: Numbers, turns: Turns, known: Flags) -> Numbers:
    """Rows of numbers that together give somebody away, without those that are turned already."""
    done = np.zeros(len(stand), dtype=bool)
    for row in np.flatnonzero(moment.no_less | moment.no_more).tolist():
        turn = turns.get(int(stand[row]))
        done[row] = turn is not None and turn[1] <= moment.day
    tight = (moment.no_less & ~done, moment.no_more & ~done)
    return leaning(moment.layout, tight, known, moment.some, moment.each)


def _last_moved(
    figures: Figures, shown: Narrow, place: Narrow, day: int, rows: Numbers
) -> tuple[int, int]:
    """Which of these rows came last to its count and number of this day, and when; of several the largest.

    place: rows x days, of each figure. The number can move without the count: when the step before it,
    which showed no more either, moved.
    """
    at = place[rows]
    now = at[:, [day]]
    same = (at >= 0) & (figures.exact[at] == figures.exact[now]) & (shown[at] == shown[now])
    since = same.argmax(axis=1)
    last = np.lexsort((-rows, figures.dwellings[rows], since))[-1]
    return int(rows[last]), int(since[last])


def _turn(turns: Turns, figures: Figures, shown: Narrow, place: Narrow, since: int) -> None:
    """Turn a number, and up also those of the steps before it that would show less: they have as many.

    place: milestones up to and with its own x days, the place of each figure of the cell.
    """
    own = place[-1, since]
    above = figures.exact[own] > shown[own]
    number = int(shown[own]) + (BASE if above else -BASE)
    before = [at for at in place[:-1, since].tolist() if at >= 0 and shown[at] < number] if above else []
    for stand in figures.stand(np.array([own, *before])).tolist():
        known = turns.get(stand)
        turns[stand] = (number, min(since, known[1]) if known else since)
