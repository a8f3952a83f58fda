"""Which groups lie wholly within which other?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from energiekop.disclosure.groups import Groups
from energiekop.disclosure.places import Flags, Numbers

# By which kinds a group may be covered, and by how many cells: that more are all full, or all as empty as
# they can be, does not happen.
COVERING = ("street", "complex", "buurt", "wijk")
MOST_COVERING = 8


@dataclass(frozen=True)
class Nesting:
    """Families: per group, and per kind or breakdown, the cells of it that lie wholly within the group.

    parent: per family the row (cell_id) of its group. start: where its members begin in `member`. member:
    rows of the members, family by family. covers: whether every dwelling of the group is in a member.
    row_of_cell: cells with the same dwellings have one row, that of the first. overhanging: families whose
    members cover their group but do not all lie within it.
    """

    parent: Numbers
    start: Numbers
    member: Numbers
    covers: Flags
    row_of_cell: Numbers
    overhanging: "Nesting | None" = None

    def members(self, family: int) -> Numbers:
        """The rows of one family."""
        after = family + 1
        return self.member[self.start[family] : self.start[after] if after < len(self.start) else None]

    def family_of_member(self) -> Numbers:
        """Per member the number of its family."""
        return np.repeat(np.arange(len(self.start)), np.diff(np.append(self.start, len(self.member))))

    def among(self, rows: Numbers) -> "Nesting":
        """The families of these rows alone, numbered by their place among them."""
        place = np.full(len(self.row_of_cell), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        # Of a kind or breakdown all cells are there or none, so a family stays whole or goes.
        there = self.of_families((place[self.parent] >= 0) & (place[self.member[self.start]] >= 0))
        return Nesting(
            place[there.parent],
            there.start,
            place[there.member],
            there.covers,
            np.arange(len(rows)),
            self.overhanging and self.overhanging.among(rows),
        )

    def of_families(self, stays: Flags) -> "Nesting":
        """Some of the families."""
        members = self.member[stays[self.family_of_member()]]
        sizes = np.diff(np.append(self.start, len(self.member)))[stays]
        start = np.cumsum(sizes) - sizes
        return Nesting(
            self.parent[stays], start, members, self.covers[stays], self.row_of_cell, self.overhanging
        )


def nest(groups: Groups, cell_key: pd.Series) -> Nesting:
    """The families among the groups; `cell_key` in the order of `groups.cells`."""
    key_of_cell, _ = pd.factorize(cell_key)
    row_of_cell = np.unique(key_of_cell, return_index=True)[1][key_of_cell]
    dwellings = groups.cells["dwellings"].to_numpy(dtype=np.int64)
    columns = groups.cell_columns()
    found = [
        np.column_stack([within, members, np.full(len(members), number)])
        for number, column in enumerate(columns)
        for members, within in _within(column, [other for other in columns if other is not column])
    ]
    pairs = np.concatenate([np.empty((0, 3), dtype=np.int64), *found])
    pairs = pairs[dwellings[pairs[:, 0]] > dwellings[pairs[:, 1]]]
    overhanging = np.concatenate([np.empty((0, 3), dtype=np.int64), *_overhanging(groups)])
    return _families(pairs, dwellings, row_of_cell, _families(overhanging, dwellings, row_of_cell, None))


def _families(
    pairs: Numbers, dwellings: Numbers, row_of_cell: Numbers, overhanging: Nesting | None
) -> Nesting:
    """From one row per group, member and kind or breakdown of the member."""
    pairs[:, :2] = row_of_cell[pairs[:, :2]]
    pairs = np.unique(pairs[:, [0, 2, 1]], axis=0)
    parent, member = pairs[:, 0], pairs[:, 2]
    start = np.flatnonzero(np.any(np.diff(pairs[:, :2], axis=0, prepend=-1) != 0, axis=1))
    held = np.add.reduceat(dwellings[member], start) if len(start) else np.empty(0, dtype=np.int64)
    return Nesting(parent[start], start, member, held == dwellings[parent[start]], row_of_cell, overhanging)


def _overhanging(groups: Groups) -> list[Numbers]:
    """Groups that lie wholly in a few cells of another kind, which hold others as well."""
    cells = groups.cells["dwellings"].to_numpy(dtype=np.int64)
    found = []
    for number, kind in enumerate(COVERING):
        covering = groups.dwellings[kind].to_numpy(dtype=np.int64)
        for column in groups.columns:
            group = groups.dwellings[column].to_numpy(dtype=np.int64)
            if column == kind or not (group >= 0).any():
                continue
            wholly = np.ones(len(cells), dtype=bool)
            wholly[group[(group >= 0) & (covering < 0)]] = False
            inside = (group >= 0) & wholly[group]
            pairs = pd.unique(group[inside] * len(cells) + covering[inside])
            within, member = np.divmod(pairs, len(cells))
            size = np.bincount(within, minlength=len(cells))
            over = np.bincount(within, weights=cells[member], minlength=len(cells)) > cells
            rows = ((size >= 2) & (size <= MOST_COVERING) & over)[within]
            found.append(np.column_stack([within[rows], member[rows], np.full(rows.sum(), number)]))
    return found


def _within(column: Numbers, others: list[Numbers]) -> list[tuple[Numbers, Numbers]]:
    """Per other column the cells of `column` that lie in one cell of it, and which."""
    inside = np.flatnonzero(column >= 0)
    if not len(inside):
        return []
    by_cell = inside[np.argsort(column[inside], kind="stable")]
    cells, start = np.unique(column[by_cell], return_index=True)
    found = []
    for other in others:
        least = np.minimum.reduceat(other[by_cell], start)
        wholly = (least >= 0) & (least == np.maximum.reduceat(other[by_cell], start))
        found.append((cells[wholly], least[wholly]))
    return found
