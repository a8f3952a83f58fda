"""How do the dwellings lie in the groups? Those in the very same groups form one block: they are alike.

Flags of many days are kept as bits, a day per bit, so that one operation serves all of them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from energiekop.disclosure.places import Flags, Numbers

Bits = npt.NDArray[np.uint64]
MOST_DAYS = 64  # as many as there are bits


@dataclass(frozen=True)
class Layout:
    """cell: blocks x kinds and breakdowns, the row of the cell that the block lies in, -1 for none.

    rows: how many cells there are. dwelling, first: the dwellings block by block, and where each block
    begins. block, start, row: the blocks cell by cell, where each cell begins, and which it is. kinds: per
    kind or breakdown the rows of its cells, and the blocks that lie in none of them.
    """

    cell: Numbers
    rows: int
    dwelling: Numbers
    first: Numbers
    block: Numbers
    start: Numbers
    row: Numbers
    kinds: list[tuple[Numbers, Numbers]]

    def some(self, of_dwelling: Bits) -> Bits:
        """Per block the days on which a dwelling of it has it."""
        return np.bitwise_or.reduceat(of_dwelling[self.dwelling], self.first)

    def each(self, of_dwelling: Bits) -> Bits:
        """Per block the days on which every dwelling of it has it."""
        return np.bitwise_and.reduceat(of_dwelling[self.dwelling], self.first)

    def around(self, of_row: Bits) -> Bits:
        """Per block the days on which a cell that it lies in has it."""
        # One more at the end, for -1: where a block lies in no cell.
        return np.asarray(np.bitwise_or.reduce(np.append(of_row, np.uint64(0))[self.cell], axis=1))

    def inside(self, of_block: Bits) -> Bits:
        """Per cell the days on which a block in it has it."""
        found = np.zeros(self.rows, dtype=np.uint64)
        found[self.row] = np.bitwise_or.reduceat(of_block[self.block], self.start)
        return found

    def blocks_in(self, rows: Flags) -> Numbers:
        """The blocks that lie in any of these cells."""
        at = np.flatnonzero(rows[self.row])
        ends = np.append(self.start, len(self.block))[1:]
        lies = np.zeros(len(self.cell), dtype=bool)
        for cell in at.tolist():
            lies[self.block[self.start[cell] : ends[cell]]] = True
        return np.flatnonzero(lies)

    def outside(self, of_block: Bits, inside: Bits) -> Bits:
        """Per cell the days on which a block that does not lie in it has it; `inside` of the same."""
        found = np.zeros(self.rows, dtype=np.uint64)
        for rows, in_none in self.kinds:
            has = np.append(inside[rows], np.bitwise_or.reduce(of_block[in_none], initial=np.uint64(0)))
            so_far = np.bitwise_or.accumulate(has)
            in_two = np.bitwise_or.reduce(so_far[:-1] & has[1:], initial=np.uint64(0))
            found[rows] = in_two | (so_far[-1] & ~inside[rows])
        return found


def layout(cell_of_dwelling: Numbers, rows: int) -> Layout:
    """From dwellings x kinds and breakdowns: the row of the cell of each, -1 for none."""
    number = alike(cell_of_dwelling, rows)
    dwelling = np.argsort(number, kind="stable")
    first = np.flatnonzero(np.diff(number[dwelling], prepend=-1))
    cell = cell_of_dwelling[dwelling[first]]
    block, column = np.nonzero(cell >= 0)
    by_row = np.argsort(cell[block, column], kind="stable")
    row = cell[block, column][by_row]
    start = np.flatnonzero(np.diff(row, prepend=-1))
    kinds = [(np.unique(of_kind[of_kind >= 0]), np.flatnonzero(of_kind < 0)) for of_kind in cell.T]
    return Layout(cell, rows, dwelling, first, block[by_row], start, row[start], kinds)


def alike(columns: Numbers, most: int) -> Numbers:
    """A number per line, the same for lines that are the same; entries are from -1 up to `most`."""
    number: Numbers = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        number = pd.factorize(number * (most + 1) + column + 1)[0].astype(np.int64)
    return number


def bits(flags: Flags) -> Bits:
    """Lines x days, at most MOST_DAYS of them, as one number per line."""
    places = np.uint64(1) << np.arange(flags.shape[1], dtype=np.uint64)
    return np.asarray((flags * places).sum(axis=1, dtype=np.uint64))


def from_day(first: Numbers, days: int) -> Bits:
    """Per line all days from its first on; `days` stands for never."""
    every = (1 << days) - 1
    return np.array([every >> day << day for day in range(days + 1)], dtype=np.uint64)[first]


def on_day(held: Bits, day: int) -> Flags:
    """The flags of one day again."""
    return np.asarray((held >> np.uint64(day)) & np.uint64(1), dtype=bool)
