"""Do the figures of one day together give away that somebody takes no part, or that all do?

Each number alone leaves the true count open within 2. But where a group can hold no more than its parts must
hold, everybody in the rest of it is known to take no part: two parts that show 3 (1 at least, each) in a
buurt that shows 0 (2 at most). Then one of those numbers is rounded the other way. Where that happens the
exact count lies two from the number shown, so the other multiple is nearer to it: still within 2.

What is looked for is *tight*: a count that is known to be as high as it can be, or as low, from its own
number or from those of the groups in it and around it. The mirror of each rule holds for those who take part.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from energiekop.disclosure.nesting import Nesting
from energiekop.disclosure.places import Flags, Numbers
from energiekop.disclosure.rules import BASE

MARGIN = BASE - 1


@dataclass(frozen=True)
class Moments:
    """Counts of cells (rows) at moments (columns): exact, shown, and `since` which moment the exact one is.

    dwellings: of each cell. known: cells whose exact count is published as it is; nothing about them can be
    rounded the other way.
    """

    exact: Numbers
    shown: Numbers
    since: Numbers
    dwellings: Numbers
    known: Flags

    def mirrored(self) -> "Moments":
        """The same, counted in those who take no part."""
        whole = self.dwellings[:, None]
        return Moments(whole - self.exact, whole - self.shown, self.since, self.dwellings, self.known)


class Turned(NamedTuple):
    """A number that is to be rounded the other way: of which cell, at which moment, and to what."""

    row: int
    moment: int
    shown: int


def too_tight(nesting: Nesting, moments: Moments) -> list[Turned]:
    """The numbers to round the other way; none when nobody is given away. Call again until there are none."""
    nesting = nesting.of_families(np.any(_nobody_else(nesting, moments), axis=1))
    least, most = known_bounds(nesting, moments)
    none_left = _given_away(nesting, moments, least, most)
    all_in = _given_away(nesting, moments.mirrored(), most, least)
    return [
        *_turn(nesting, moments, least, none_left, up=True),
        *_turn(nesting, moments.mirrored(), most, all_in, up=False),
        *_turn_overhanging(nesting.overhanging, moments, least, most, up=True),
        *_turn_overhanging(nesting.overhanging, moments.mirrored(), most, least, up=False),
    ]


def known_bounds(nesting: Nesting, moments: Moments) -> tuple[Flags, Flags]:
    """Whether each count is known to be no less than it is, and no more; where both, it is known."""
    least = _own_least(moments)
    most = _own_least(moments.mirrored())
    full, empty = _nobody_else(nesting, moments), _nobody_else(nesting, moments.mirrored())
    before = -1
    while (settled := int(least.sum()) + int(most.sum())) != before:
        before = settled
        _pass_on(nesting, full, least, most)
        _pass_on(nesting, empty, most, least)
    return least, most


def _own_least(moments: Moments) -> Flags:
    """Whether the number itself says that the count is no less."""
    lowest = np.maximum(moments.shown - MARGIN, 0)
    return np.asarray((moments.exact == lowest) | (moments.exact == 0) | moments.known[:, None])


def _nobody_else(nesting: Nesting, moments: Moments) -> Flags:
    """Per family and moment: whether all who count in the group are in its members."""
    return np.asarray(_in_family(nesting, moments.exact) == moments.exact[nesting.parent])


def _in_family(nesting: Nesting, counted: Numbers | Flags) -> Numbers:
    if not len(nesting.start):
        return np.zeros((0, counted.shape[1]), dtype=np.int64)
    held = counted[nesting.member]
    size = np.int64 if held.dtype == np.int64 else np.int16  # flags are only counted, in little memory
    return np.asarray(np.add.reduceat(held, nesting.start, axis=0, dtype=size))


def _pass_on(nesting: Nesting, nobody_else: Flags, least: Flags, most: Flags) -> None:
    """Members that are no less make their group no less; one that is no more leaves its last member none."""
    loose = _in_family(nesting, ~least)
    up = nobody_else & (loose == 0)
    families, at = np.nonzero(up)
    least[nesting.parent[families], at] = True
    family_of_member = nesting.family_of_member()
    closed = nobody_else & most[nesting.parent] & (loose <= 1)
    candidates = np.flatnonzero(np.any(closed, axis=1)[family_of_member])
    family, row = family_of_member[candidates], nesting.member[candidates]
    # Of the members all but this one are no less, so this one is no more.
    np.logical_or.at(most, row, closed[family] & (loose[family] - ~least[row] == 0))


def _given_away(nesting: Nesting, moments: Moments, least: Flags, most: Flags) -> list[tuple[int, int]]:
    """Families and moments at which others in a group than its members are known to take no part."""
    # Where nobody at all counts in a group, it is the group around it that gave that away.
    tight = _nobody_else(nesting, moments) & most[nesting.parent] & (moments.exact[nesting.parent] > 0)
    tight &= _in_family(nesting, ~least) == 0
    an_empty_member = _in_family(nesting, moments.exact == 0) > 0
    families, at = np.nonzero(tight & (an_empty_member | ~nesting.covers[:, None]))
    return list(zip(families.tolist(), at.tolist(), strict=True))


def _turn(
    nesting: Nesting, moments: Moments, least: Flags, given_away: list[tuple[int, int]], *, up: bool
) -> list[Turned]:
    """Of each moment one number, of the largest group: what is tight inside it often follows from that."""
    found: dict[int, Turned] = {}
    for family, moment in given_away:
        if moment not in found and (row := _which(nesting, moments, least, family, moment)) is not None:
            step = BASE if row == nesting.parent[family] else -BASE
            shown = int(moments.shown[row, moment]) + step
            found[moment] = Turned(row, moment, shown if up else int(moments.dwellings[row]) - shown)
    return list(found.values())


def _turn_overhanging(
    covers: Nesting | None, moments: Moments, least: Flags, most: Flags, *, up: bool
) -> list[Turned]:
    """Where a group is known to hold all that the groups around it may hold, nobody else in those takes part.

    Then the group itself is turned, else one of those around it.
    """
    if covers is None or not len(covers.start):
        return []
    tight = _nobody_else(covers, moments) & least[covers.parent] & (moments.exact[covers.parent] > 0)
    tight &= _in_family(covers, ~most) == 0
    found: dict[int, Turned] = {}
    for family, moment in zip(*np.nonzero(tight), strict=True):
        exact, shown = moments.exact[:, moment], moments.shown[:, moment]
        group, around = int(covers.parent[family]), covers.members(int(family)).tolist()
        if not moments.known[group] and exact[group] == shown[group] - MARGIN:
            row, number = group, int(shown[group]) - BASE
        else:
            own = [each for each in around if exact[each] == shown[each] + MARGIN and not moments.known[each]]
            own = [each for each in own if shown[each] + BASE <= moments.dwellings[each]]
            if not own:
                continue
            row, number = own[0], int(shown[own[0]]) + BASE
        turned = Turned(row, int(moment), number if up else int(moments.dwellings[row]) - number)
        found.setdefault(int(moment), turned)
    return list(found.values())


def _which(nesting: Nesting, moments: Moments, least: Flags, family: int, moment: int) -> int | None:
    """The group itself, else the member that came to its count last; None where both follow from others.

    The last, so that numbers of earlier days stay what they were: before it came there nothing was tight.
    """
    group = int(nesting.parent[family])
    exact, shown = moments.exact[group, moment], moments.shown[group, moment]
    if not moments.known[group] and exact == shown + MARGIN and shown + BASE <= moments.dwellings[group]:
        return group
    leaves = _leaves(nesting, moments, least, family, moment)
    return max(leaves, key=lambda row: (moments.since[row, moment], -row), default=None)


def _leaves(nesting: Nesting, moments: Moments, least: Flags, family: int, moment: int) -> list[int]:
    """The groups whose own number says that this family holds no less."""
    found: list[int] = []
    for row in nesting.members(family).tolist():
        exact, shown = moments.exact[row, moment], moments.shown[row, moment]
        if exact == 0:
            continue
        if exact == shown - MARGIN:
            found.append(row)
            continue
        for inner in np.flatnonzero(nesting.parent == row).tolist():
            members = nesting.members(inner)
            if least[members, moment].all() and moments.exact[members, moment].sum() == exact:
                found += _leaves(nesting, moments, least, inner, moment)
                break
    return found
