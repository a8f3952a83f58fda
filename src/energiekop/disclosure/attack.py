"""What does somebody learn who has every published figure, the register and the rules, but not the secret?

Attack tests 2 and 3: a linear program over all figures of one milestone and day, or of several together.
Every number leaves a count open between two bounds, 0 and its dwellings bound every group as well, and a
later day never has fewer than the one before, a later step never more. One program answers for all addresses
at once: each bound is left as much room as can be, and a bound without any room is one that always holds.
A group is given away when its count follows from such bounds. A program knows no whole numbers, so this
proves no safety against one who does.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import block_array, block_diag, csr_array, eye_array, kron, vstack

from energiekop.disclosure.groups import Groups
from energiekop.disclosure.places import Flags, Numbers
from energiekop.disclosure.rules import MINIMUM_GROUP

Matrix: TypeAlias = csr_array  # of reals
Reals = npt.NDArray[np.float64]
# Of one moment: the rows of the cells that have a figure, and the lowest and highest count of each.
Bounds: TypeAlias = tuple[Numbers, Reals, Reals]

# How much room each bound is given, at most: so little that tens of thousands have theirs in one household.
_ROOM = 1e-5


@dataclass(frozen=True)
class Blocks:
    """The dwellings by the cells they lie in: those in the very same cells are alike to whoever attacks.

    size: dwellings of each. of_dwelling: the block of each dwelling. inside: cells x blocks, 1 where the
    block lies in the cell. A dwelling that is in none of them has -1.
    """

    size: Numbers
    of_dwelling: Numbers
    inside: Matrix


@dataclass(frozen=True)
class Learnt:
    """What an attack found: dwellings that are given away, small groups whose count is, and groups whose
    count is known exactly (of at least MINIMUM_GROUP dwellings; those are not the secret).
    """

    dwellings: int
    small_groups: int
    counts_known: int
    tried_dwellings: int
    tried_groups: int

    def __add__(self, other: "Learnt") -> "Learnt":
        return Learnt(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))


def blocks(groups: Groups) -> Blocks:
    """The blocks of all dwellings of the groups."""
    columns = np.column_stack(groups.cell_columns())
    alike, of_dwelling, size = np.unique(columns, axis=0, return_inverse=True, return_counts=True)
    block, column = np.nonzero(alike >= 0)
    ones = np.ones(len(block))
    inside = csr_array((ones, (alike[block, column], block)), shape=(len(groups.cells), len(alike)))
    return Blocks(size.astype(np.int64), of_dwelling.ravel().astype(np.int64), inside)


def small_groups(groups: Groups, blocks: Blocks) -> Matrix:
    """Groups x blocks: every part of a street or buurt by attribute with under MINIMUM_GROUP dwellings."""
    part_columns = [column for column in groups.columns if "/" in column]
    found = []
    for kind in ("street", "buurt"):
        for column in part_columns:
            crossed = groups.dwellings[[kind, column]]
            number = crossed.groupby([kind, column], sort=False).ngroup().to_numpy()
            held = np.bincount(number)
            small = np.flatnonzero(held < MINIMUM_GROUP)
            of = np.isin(number, small) & (crossed >= 0).all(axis=1).to_numpy()
            pairs = np.unique(np.column_stack([number[of], blocks.of_dwelling[of]]), axis=0)
            row = np.unique(pairs[:, 0], return_inverse=True)[1]
            shape = (int(row.max(initial=-1)) + 1, len(blocks.size))
            found.append(csr_array((np.ones(len(pairs)), (row, pairs[:, 1])), shape=shape))
    return csr_array(vstack(found))


def apart(blocks: Blocks, small: Matrix, part: Numbers) -> Iterator[tuple[Blocks, Matrix, Flags]]:
    """Each part of the city by itself: its blocks and small groups, and which cells lie wholly within it.

    part: of each dwelling. For several moments at once: of a whole city they are too much for one program.
    What two parts tell together is not in it.
    """
    of_block = np.full(len(blocks.size), -1)
    of_block[blocks.of_dwelling] = part
    for one in np.unique(of_block):
        here = of_block == one
        number = np.where(here, np.cumsum(here) - 1, -1)
        own = Blocks(blocks.size[here], number[blocks.of_dwelling], csr_array(blocks.inside[:, here]))
        yield own, csr_array(small[_wholly(small, here)][:, here]), _wholly(blocks.inside, here)


def _wholly(groups: Matrix, here: Flags) -> Flags:
    outside = np.asarray(groups[:, ~here].sum(axis=1)).ravel()
    return np.asarray((outside == 0) & (np.asarray(groups.sum(axis=1)).ravel() > 0), dtype=bool)


def what_is_learnt(
    blocks: Blocks, small: Matrix, bounds: list[Bounds], *, grows: bool = True
) -> Learnt:
    """What the figures of one milestone and day tell, or of several that each hold at least the one before.

    bounds: one per moment. With `grows` off each holds at most the one before, as steps do.
    """
    parts = [blocks.inside[cells] for cells, _, _ in bounds]
    whole = block_diag(parts, format="csr")
    lowest = np.concatenate([low for _, low, _ in bounds])
    highest = np.concatenate([high for _, _, high in bounds])
    size = np.tile(blocks.size, len(bounds)).astype(float)
    more = _in_turn(len(bounds), len(blocks.size), grows=grows)
    # Each line: what it says must be no less than so much.
    lines = csr_array(vstack([whole, -whole, eye_array(len(size)), -eye_array(len(size)), more]))
    least = np.concatenate([lowest, -highest, np.zeros(len(size)), -size, np.zeros(more.shape[0])])
    always = _without_room(lines, least)
    # Of a block that is known to be empty, or full, every dwelling is given away.
    empty_or_full = always[2 * len(lowest) :][: 2 * len(size)].reshape(2, len(size)).any(axis=0)
    in_small = csr_array(block_diag([small] * len(bounds)))
    return Learnt(
        dwellings=int(size[empty_or_full].sum()),
        small_groups=int(_spanned(lines[np.flatnonzero(always)], in_small).sum()),
        counts_known=int((always[: len(lowest)] & always[len(lowest) : 2 * len(lowest)]).sum()),
        tried_dwellings=int(size.sum()),
        tried_groups=in_small.shape[0],
    )


def _in_turn(moments: int, blocks: int, *, grows: bool) -> Matrix:
    """Moments after one another x all blocks: the later less the earlier, or the other way round."""
    later_less_earlier = np.diff(np.eye(moments), axis=0) * (1.0 if grows else -1.0)
    return csr_array(kron(csr_array(later_less_earlier), eye_array(blocks)))


def _without_room(lines: Matrix, least: Reals) -> Flags:
    """Which of `lines @ x >= least` always hold with nothing to spare, in every x that fulfils them all."""
    number, variables = lines.shape
    answer = linprog(
        np.concatenate([np.zeros(variables), -np.ones(number)]),
        A_ub=csr_array(block_array([[-lines, eye_array(number)]])),
        b_ub=-least,
        bounds=np.concatenate(
            [np.tile([-np.inf, np.inf], (variables, 1)), np.tile([0.0, _ROOM], (number, 1))]
        ),
        method="highs-ipm",
    )
    if not answer.success:
        raise ValueError(f"The figures contradict one another: {answer.message}")
    return np.asarray(answer.x[variables:] < _ROOM / 2, dtype=bool)


def _spanned(held: Matrix, asked: Matrix) -> Flags:
    """Which of the asked sums follow from the sums that are held."""
    if not held.shape[0]:
        return np.zeros(asked.shape[0], dtype=bool)
    pinned_block = np.zeros(asked.shape[1], dtype=bool)
    rows = np.diff(held.indptr) == 1
    pinned_block[held[np.flatnonzero(rows)].indices] = True
    # Without the blocks that are known by themselves few sums remain, few enough to be solved densely.
    rest = held[np.flatnonzero(~rows)][:, np.flatnonzero(~pinned_block)].toarray()
    wanted = asked[:, np.flatnonzero(~pinned_block)]
    empty = np.asarray(wanted.sum(axis=1)).ravel() == 0
    if not len(rest):
        return np.asarray(empty, dtype=bool)
    basis = np.linalg.svd(np.unique(rest, axis=0), full_matrices=False)
    directions = basis.Vh[basis.S > 1e-9]
    followed = np.asarray(wanted @ directions.T)
    left = np.asarray(wanted.multiply(wanted).sum(axis=1)).ravel() - (followed**2).sum(axis=1)
    return np.asarray(empty | (left < 1e-6), dtype=bool)
