"""Groups of neighbours with one collective plan: who is a member, which steps they made, and how the vote
went.

An initiative is of a street, a buurt or a complex. Enough of them decide to give each plan level its share of
the residents helped; others are still under way, were voted down or stopped.
"""

from dataclasses import dataclass, field

import numpy as np

from energiekop.demo.arrays import NEVER, Bools, Ints
from energiekop.demo.complexes import OWNED, Complexes
from energiekop.demo.register import Register

HOME, STREET, BUURT, COMPLEX = 0, 1, 2, 3
LEVEL_NAMES = ["huis", "straat", "buurt", "complex"]
STEPS = ["idea", "group", "asked", "worked_out", "decided", "carried_out"]
MEMBERS_OF_STREET, YES_OF_STREET = 0.30, 0.66
MEMBERS_OF_BUURT, YES_OF_BUURT = 0.075, 0.62
TENANTS_YES = 0.6
LANDLORD_SHARE = 0.25  # of the complex level: tenants who say yes to the corporation's plan
UNDECIDED = 0.8  # groups still under way, as a share of those that decided
VOTED_DOWN = 0.35  # associations whose vote missed quorum or majority, as a share of those that met them


@dataclass
class Initiative:
    """One group: `where` is the number of its street, buurt or complex; members are address rows."""

    level: int
    where: int
    days: dict[str, int]  # step -> day; absent = not reached
    members: Ints
    own_yes: Ints  # day per member or NEVER
    stopped_on: int = NEVER
    votes_for: int = -1
    votes_cast: int = -1
    met: bool = True  # the decision stands
    owners: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))  # per member of a complex
    party_on: int = NEVER  # the street party of the story

    @property
    def decided_on(self) -> int:
        """The day of a decision that stands, or NEVER."""
        return self.days.get("decided", NEVER) if self.met else NEVER


@dataclass
class Goal:
    """Residents wanted with a plan per level, and the first and last day of the programme."""

    helped: dict[int, float]
    start: int
    last: int


def gather(
    rng: np.random.Generator,
    register: Register,
    complexes: Complexes,
    residents: Ints,
    free: Bools,
    goal: Goal,
) -> list[Initiative]:
    """All initiatives; each household is a member of one at most. `free`: who may take part."""
    free = free.copy()
    groups = _complex_groups(rng, register, complexes, residents, free, goal)
    groups += _place_groups(rng, STREET, register.street, residents, free, goal)
    groups += _place_groups(rng, BUURT, _areas(register), residents, free, goal)
    return groups


def _place_groups(
    rng: np.random.Generator, level: int, place: Ints, residents: Ints, free: Bools, goal: Goal
) -> list[Initiative]:
    share, yes_share, smallest = (
        (MEMBERS_OF_STREET, YES_OF_STREET, 14) if level == STREET else (MEMBERS_OF_BUURT, YES_OF_BUURT, 40)
    )
    sizes = np.bincount(place[place >= 0])
    candidates = rng.permutation(np.flatnonzero(sizes >= smallest)).tolist()
    by_place = np.argsort(place, kind="stable")
    edges = np.searchsorted(place[by_place], np.arange(len(sizes) + 1))
    groups: list[Initiative] = []
    helped, under_way = 0.0, -1
    while candidates and under_way:
        where = candidates.pop()
        rows = by_place[edges[where] : edges[where + 1]]
        rows = rows[free[rows]]
        members = np.sort(rows[rng.random(len(rows)) < share * rng.uniform(0.6, 1.5)])
        if len(members) < 4:
            continue
        free[members] = False
        yes = rng.random(len(members)) < yes_share
        decides = helped < goal.helped[level]
        group = _course(rng, level, where, members, goal, decides)
        if decides:
            delay = rng.integers(-45, 80, len(members))
            group.own_yes = np.where(yes, np.clip(group.decided_on + delay, goal.start, goal.last), NEVER)
            helped += float(residents[members[yes]].sum())
        else:
            under_way = (max(2, round(UNDECIDED * len(groups))) if under_way < 0 else under_way) - 1
            early = yes & (rng.random(len(members)) < 0.4)
            newest = max(group.days.values())
            group.own_yes = np.where(
                early, np.minimum(newest + rng.integers(1, 60, len(members)), goal.last), NEVER
            )
        groups.append(group)
    return groups


def _complex_groups(
    rng: np.random.Generator,
    register: Register,
    complexes: Complexes,
    residents: Ints,
    free: Bools,
    goal: Goal,
) -> list[Initiative]:
    order = np.argsort(register.complex_of, kind="stable")
    edges = np.searchsorted(register.complex_of[order], np.arange(len(complexes) + 1))
    sizes = np.diff(edges)
    keys = -np.log(rng.random(len(complexes))) / np.maximum(sizes, 1) ** 1.3  # large complexes sooner
    groups: list[Initiative] = []
    for vve, share in ((True, 1 - LANDLORD_SHARE), (False, LANDLORD_SHARE)):
        helped, under_way, down, wanted = 0.0, -1, -1, share * goal.helped[COMPLEX]
        for where in np.argsort(keys, kind="stable").tolist():
            if bool(complexes.is_vve[where]) != vve or not 3 <= sizes[where] <= 80:
                continue
            rows = np.sort(order[edges[where] : edges[where + 1]])
            rows = rows[free[rows]]
            owners = register.tenure[rows] == OWNED
            if vve and owners.sum() < 2:
                continue
            tenant_member = rng.random(len(rows)) < (0.5 if vve else 0.75)
            members = rows[owners | tenant_member]
            if len(members) < 2:
                continue
            owners = register.tenure[members] == OWNED
            yes = ~owners & (rng.random(len(members)) < TENANTS_YES)
            decides = helped < wanted
            if not decides and under_way < 0:
                under_way = max(2, round(UNDECIDED * len(groups) / 2))
                down = max(2, round(VOTED_DOWN * len(groups))) if vve else 0
            if not decides and under_way + down == 0:
                break
            free[members] = False
            refused = not decides and down > 0
            group = _course(rng, COMPLEX, where, members, goal, decides or refused)
            group.owners = owners
            if decides or refused:
                if vve:
                    rule = complexes.rule[where]
                    _vote(
                        rng,
                        group,
                        int(complexes.votes[order[edges[where] : edges[where + 1]]].sum()),
                        rule,
                        refused,
                    )
                delay = rng.integers(-30, 60, len(members))
                day = group.days["decided"]
                group.own_yes = np.where(yes, np.clip(day + delay, goal.start, goal.last), NEVER)
            else:
                group.own_yes = np.full(len(members), NEVER)
            if decides:
                helped += float(residents[members[owners | yes]].sum())
            else:
                down, under_way = (down - 1, under_way) if refused else (down, under_way - 1)
            groups.append(group)
    return groups


def _areas(register: Register) -> Ints:
    """The area of each address: its buurt, or where none is known the postcode area it is counted in."""
    return register.buurt if (register.buurt >= 0).any() else register.wijk


def _course(
    rng: np.random.Generator, level: int, where: int, members: Ints, goal: Goal, decides: bool
) -> Initiative:
    """The dated steps of a group, up to the decision or to somewhere before it."""
    span = goal.last - goal.start
    gaps = np.maximum(6, rng.gamma(2.2, 17.0, len(STEPS))).astype(np.int64)
    if decides:
        decided = int(goal.start + span * (0.32 + 0.66 * rng.random() ** 0.85))
        reached = 5 + int(decided + gaps[5] * 3 < goal.last and rng.random() < 0.5)
        begin = decided - int(gaps[1:5].sum())
    else:
        reached = int(rng.integers(1, 5))
        waiting = int(rng.gamma(1.6, 28.0)) + 2
        begin = goal.last - waiting - int(gaps[1:reached].sum())
    days, day = {}, max(begin, goal.start)
    for number, step in enumerate(STEPS[:reached]):
        day += (int(gaps[number]) if number < 5 else 3 * int(gaps[5])) if number else 0
        days[step] = min(day, goal.last)
    stopped = NEVER
    if not decides and rng.random() < 0.2:
        stopped = min(goal.last, max(days.values()) + int(rng.integers(5, 60)))
    return Initiative(level, where, days, members, np.full(len(members), NEVER), stopped_on=stopped)


def share_of_rule(text: str) -> tuple[float, bool]:
    """The share in `2/3`, `70%`, `meer dan 1/2`, and whether it must be exceeded."""
    more = text.startswith("meer dan ")
    text = text.removeprefix("meer dan ")
    if text.endswith("%"):
        return float(text[:-1]) / 100, more
    above, below = text.split("/")
    return int(above) / int(below), more


def _vote(
    rng: np.random.Generator, group: Initiative, votes: int, rule: tuple[str, str], refused: bool
) -> None:
    """Votes cast and votes for, so that the deed's rule is met, or is missed on quorum or on majority."""
    quorum, _ = share_of_rule(rule[0])
    majority, _ = share_of_rule(rule[1])
    miss_quorum = refused and rng.random() < 0.5
    least = min(votes, int(np.floor(quorum * votes)) + 1)
    group.votes_cast = int(rng.integers(max(1, least // 2), least - 1)) if miss_quorum and least > 4 else 0
    if not group.votes_cast:
        group.votes_cast, miss_quorum = int(rng.integers(least, votes + 1)), False
    needed = min(group.votes_cast, int(np.floor(majority * group.votes_cast)) + 1)
    group.votes_for = int(rng.integers(needed, group.votes_cast + 1))
    if refused and not miss_quorum:
        group.votes_for = int(rng.integers(needed // 2, max(needed // 2 + 1, needed - 1)))
    group.met = not refused
