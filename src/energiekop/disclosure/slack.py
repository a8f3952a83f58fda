"""Do the figures of one day together give away that somebody takes no part, or that all do?

Each number alone leaves the true count open within 2. A count at the edge of what its number leaves open is
*tight*: it is known to be no less than it is, or no more. Tight numbers may lean on one another: where two
streets hold 1 at least each, and their buurt 2 at most, nobody else in that buurt takes part.

Somebody is given away when nothing could be a little otherwise for him: seen from who truly takes part, when
there is no shift of small parts of households that keeps to all tight numbers and to the exact city, and by
which a block where nobody takes part has some, and one where all do has fewer. Numbers that are not tight
leave room for a small shift, so only those that are need to be looked at.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from energiekop.disclosure.layout import Bits, Layout, alike
from energiekop.disclosure.places import Flags, Numbers

Reals = npt.NDArray[np.float64]

# Of the duals of a linear program: what is nearer to 0 than this is 0.
_NOTHING = 1e-7
# Where nobody in a block takes part, where some do, and where all do.
_STATES = 3
_SOME, _ALL = 1, 2


class Tight(NamedTuple):
    """Per cell the days on which its count is known to be no less than it is, and no more."""

    no_less: Bits
    no_more: Bits


def loosened(layout: Layout, tight: Tight, some: Bits, each: Bits) -> Tight:
    """The tight numbers without those that are surely no help in giving somebody away.

    some, each: per block the days on which somebody in it takes part, and on which all do. A count that is
    known to be no more is no help when a household inside may leave (it is in no count that is known to be
    no less) while one outside may join: that makes room whatever else shifts, and the city stays what it
    is. So on, until none goes any more. Where all go, nobody is given away, and no count but the city's is
    known.
    """
    no_less, no_more = tight
    while True:
        may_leave = some & ~layout.around(no_less)
        may_join = ~each & ~layout.around(no_more)
        leaving, joining = layout.inside(may_leave), layout.inside(may_join)
        more_left = no_more & ~(leaving & layout.outside(may_join, joining))
        less_left = no_less & ~(joining & layout.outside(may_leave, leaving))
        if np.array_equal(more_left, no_more) and np.array_equal(less_left, no_less):
            return Tight(no_less, no_more)
        no_less, no_more = less_left, more_left


def leaning(
    layout: Layout, tight: tuple[Flags, Flags], known: Flags, some: Flags, each: Flags
) -> Numbers:
    """The rows of the tight numbers that together give something away on one day; empty when nothing is.

    tight: per cell whether its count is known to be no less than it is, and no more. A linear program: of
    all shifts that keep to the tight numbers, one by which as many blocks as can be have another count, and
    as many tight numbers as can be some room. Its duals name the numbers that hold the rest in place.
    """
    no_less, no_more = tight
    state, within = _as_seen(layout, no_less | no_more, known, some.astype(np.int64) + each)
    rows, within[:, 1] = np.unique(within[:, 1], return_inverse=True)
    lowest = np.where(no_less[rows] | known[rows], 0.0, -np.inf)
    highest = np.where(no_more[rows] | known[rows], 0.0, np.inf)
    duals = _duals(state, within, lowest, highest)
    return rows[(np.abs(duals) > _NOTHING) & ~known[rows]]


def _as_seen(layout: Layout, held: Flags, known: Flags, state: Numbers) -> tuple[Numbers, Numbers]:
    """The blocks, those that the held and known cells see as one being one: state of each, and pairs of
    block and row, by block.
    """
    touched = layout.blocks_in(held)
    cells = layout.cell[touched]
    cells = np.where(np.append(held, False)[cells], cells, -1)
    cells = cells[:, (cells >= 0).any(axis=0)]
    number = alike(np.column_stack([cells, state[touched]]), layout.rows + _STATES)
    one_of_each = np.unique(number, return_index=True)[1]
    elsewhere = np.bincount(state, minlength=_STATES) > np.bincount(state[touched], minlength=_STATES)
    seen = np.concatenate([state[touched][one_of_each], np.flatnonzero(elsewhere)])
    block, column = np.nonzero(cells[one_of_each] >= 0)
    in_known = [(number, row) for row in np.flatnonzero(known) for number in range(len(seen))]
    within = np.column_stack([block, cells[one_of_each][block, column]])
    return seen, np.unique(np.concatenate([within, np.array(in_known).reshape(-1, 2)]), axis=0)


def _duals(state: Numbers, within: Numbers, lowest: Reals, highest: Reals) -> Reals:
    """Per row how much it holds back the program; all 0 when nothing is held back.

    within: pairs of a block and a row, by block. The shift of a block where nobody takes part has two parts
    of 0 or more, one of at most 1, which counts, and one without end; where all do, of 0 or less. A row of
    which one side is bound has room of 0 to 1, which counts.
    """
    import highspy  # takes 50 ms, and only few builds need it, no page ever

    rows, blocks = len(lowest), len(state)
    counting = np.flatnonzero(state != _SOME)
    bound = np.flatnonzero(np.isinf(lowest) | np.isinf(highest))
    shifts = np.concatenate([np.arange(blocks), counting])
    size = np.bincount(within[:, 0], minlength=blocks)
    start = np.cumsum(size) - size
    ends = np.concatenate([[0], np.cumsum(size[shifts])])
    entries = np.arange(ends[-1]) + np.repeat(start[shifts] - ends[:-1], size[shifts])
    sign = np.where(state == _ALL, -1.0, 1.0)
    free = np.where(state == _SOME, -np.inf, 0.0)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(shifts) + len(bound), rows
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = np.repeat([0.0, 1.0], [blocks, len(counting) + len(bound)])
    program.col_lower_ = np.concatenate([free, np.zeros(len(counting) + len(bound))])
    program.col_upper_ = np.repeat([np.inf, 1.0], [blocks, len(counting) + len(bound)])
    program.row_lower_, program.row_upper_ = lowest, highest
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.concatenate([ends, ends[-1] + 1 + np.arange(len(bound))])
    program.a_matrix_.index_ = np.concatenate([within[entries, 1], bound])
    room = np.where(np.isinf(highest[bound]), -1.0, 1.0)
    program.a_matrix_.value_ = np.concatenate([np.repeat(sign[shifts], size[shifts]), room])
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    # Its simplifying beforehand calls some that can be solved infeasible (as in HiGHS's issue 3090).
    solver.setOptionValue("presolve", "off")
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError(f"No answer to what the figures give away: {solver.getModelStatus()}")
    solution = solver.getSolution()
    counted = np.asarray(solution.col_value)[blocks:]
    return np.zeros(rows) if (counted > 0.5).all() else np.asarray(solution.row_dual, dtype=float)
