"""The true course of every household that takes part: the first day of each milestone, before anybody wrote
it down.

Households of a group follow their group; the others come in by street, more and more over the two years.
Shares: of the residents who signed up some 53 % have a plan, of which 45 % for the own house, 28 % with the
street, 19 % with the complex, 8 % with the buurt; a fifth of the plans is carried out.
"""

from dataclasses import dataclass

import numpy as np

from energiekop.demo.arrays import NEVER, Bools, Floats, Ints, exact_share
from energiekop.demo.complexes import CORPORATION, OWNED
from energiekop.demo.initiatives import BUURT, COMPLEX, HOME, STREET, Initiative
from energiekop.demo.register import Register
from energiekop.demo.residents import Residents

HELPED = 4258 / 8000  # residents with a plan per resident signed up: asked of the demo
LEVELS = {HOME: 0.45, STREET: 0.28, COMPLEX: 0.19, BUURT: 0.08}
REACHED = 1.25  # residents reached per resident signed up
MEASURED = 0.20  # of the households with a plan
WITHOUT_PLAN = (0.36, 0.30, 0.34)  # how far the others are: signed up, conversation, advice
MEASURE_WITHOUT_PLAN = 0.012  # of the households signed up
TWO_PLANS = 0.04  # of the street plans: a plan for the own house came first
STOPPED = 0.6  # of the households without a plan: most who get no further say so
RETURNED = 0.06  # of the stops
MOVED = 0.025  # of the households that take part
AGAIN = 0.004  # of them: the next household at the address signs up too
MILESTONES = ["reached", "signed_up", "conversation", "advice", "plan", "measure"]
REASONS = ["geen tijd", "te duur", "verhuisplannen", "wacht op VvE", "anders gekozen", ""]
USUAL_ADVICE_DAYS = (33.0, 29.0, 38.0)  # mean days from conversation to advice, per firm
QUEUE_DAYS_AGO, QUEUE_GROWTH = 270, 0.36  # the story: since when firm 0 has a queue; days longer, per day


@dataclass
class Course:
    """One entry per household, ordered by address; `days[m]` is the first day of milestone m or NEVER."""

    row: Ints
    period: Ints
    days: Ints  # milestones x households
    level: Ints  # of the first plan, or -1
    implied: Bools  # the plan follows from the measure, nobody wrote a yes
    group: Ints  # number of the initiative, or -1
    own_yes: Ints  # the own yes, to a house or a group plan
    home_yes: Ints  # the yes to a plan for the own house
    firm: Ints
    stopped_on: Ints
    back_on: Ints
    reason: Ints

    def __len__(self) -> int:
        return len(self.row)


def goal_of(residents: int) -> dict[int, float]:
    """Residents with a plan per level."""
    return {level: share * HELPED * residents for level, share in LEVELS.items()}


def take_part(
    rng: np.random.Generator,
    register: Register,
    residents: Residents,
    groups: list[Initiative],
    free: Bools,
    *,
    wanted: int,
    start: int,
    last: int,
    queue: bool,
) -> Course:
    """Every household reached or further; `wanted` residents signed up, `queue` tells the story of firm 0."""
    size, count = len(register), residents.true
    group_of = np.full(size, -1)
    yes_on, owner_in_group = np.full(size, NEVER), np.zeros(size, dtype=bool)
    for number, group in enumerate(groups):
        group_of[group.members] = number
        yes_on[group.members] = group.own_yes
        if group.level == COMPLEX:
            owner_in_group[group.members] = group.owners
    signed, reached = _who(rng, register, count, free, group_of >= 0, wanted)
    row = np.flatnonzero(reached)
    group_of, yes_on, signed = group_of[row], yes_on[row], signed[row]
    decided = np.array([g.decided_on for g in groups] + [NEVER])[group_of]
    party = np.array([g.party_on for g in groups] + [NEVER])[group_of]
    level = np.array([g.level for g in groups] + [-1])[group_of]
    by_group = (decided >= 0) & (owner_in_group[row] & (level == COMPLEX) | (yes_on >= 0))
    group_plan = np.where(
        by_group, np.where(owner_in_group[row], decided, np.maximum(decided, yes_on)), NEVER
    )
    others = HELPED * wanted - float(count[row][by_group].sum()) - MEASURE_WITHOUT_PLAN * wanted
    home = _home_plans(rng, count[row], signed & ~by_group, max(others, 0.6 * LEVELS[HOME] * HELPED * wanted))
    far = np.searchsorted(np.cumsum(WITHOUT_PLAN)[:-1], rng.random(len(row)), side="right") + 1
    depth = np.where(~signed, 0, np.where(by_group | home, 4, far))
    firm = _firms(rng, register.wijk[row])
    days = _days(rng, depth, group_plan, firm, party, start=start, last=last, queue=queue)
    home_yes = np.where(home, days[4], NEVER)
    twice = exact_share(rng, by_group & (level == STREET), TWO_PLANS)
    room = np.maximum(1, (days[4] - days[1])[twice] // 3)
    home_yes[twice] = days[4][twice] - room
    days[4][twice] = home_yes[twice]
    days[3][twice] = np.minimum(np.maximum(days[3][twice], days[1][twice]), home_yes[twice])
    days[2][twice] = np.minimum(days[2][twice], days[3][twice])
    plan_level = np.where(by_group, level, np.where(home, HOME, -1))
    plan_level[twice] = HOME
    _carry_out(rng, days, last)
    loose = exact_share(rng, (depth == 2) | (depth == 3), MEASURE_WITHOUT_PLAN, of=int(signed.sum()))
    days[5][loose] = np.minimum(days[:4, loose].max(axis=0) + rng.integers(20, 90, len(loose)), last)
    days[4][loose], plan_level[loose] = days[5][loose], HOME
    implied = np.zeros(len(row), dtype=bool)
    implied[loose] = True
    course = Course(
        row, np.ones(len(row), dtype=np.int64), days, plan_level, implied, group_of, np.where(by_group,
        yes_on, NEVER),
        home_yes, firm, *_stops(rng, days, implied, last),
    )  # fmt: skip
    course.own_yes = np.where(group_of >= 0, yes_on, NEVER)
    return _moves(rng, course, residents, last)


def _who(
    rng: np.random.Generator, register: Register, count: Ints, free: Bools, member: Bools, wanted: int
) -> tuple[Bools, Bools]:
    """Who signed up and who was reached: group members, then others, more in some streets."""
    liking = np.exp(rng.normal(0, 0.95, len(register.street_names)))[register.street]
    liking *= np.where(register.tenure == OWNED, 1.7, np.where(register.tenure == CORPORATION, 0.8, 0.5))
    key = -np.log(rng.random(len(register))) / liking
    key[member] = -1.0
    order = np.argsort(key, kind="stable")
    order = order[free[order]]
    total = np.cumsum(count[order])
    signed, reached = np.zeros(len(register), dtype=bool), np.zeros(len(register), dtype=bool)
    signed[order[: int(np.searchsorted(total, wanted)) + 1]] = True
    reached[order[: int(np.searchsorted(total, REACHED * wanted)) + 1]] = True
    return signed, reached


def _home_plans(rng: np.random.Generator, count: Ints, able: Bools, residents: float) -> Bools:
    order = rng.permutation(np.flatnonzero(able))
    enough = int(np.searchsorted(np.cumsum(count[order]), residents)) + 1
    chosen = np.zeros(len(count), dtype=bool)
    chosen[order[:enough]] = True
    return chosen


def _firms(rng: np.random.Generator, wijk: Ints) -> Ints:
    """A firm per wijk, in turn; one household in eight has another."""
    usual = rng.permutation(np.arange(int(wijk.max()) + 1) % 3)[wijk]
    other = rng.random(len(wijk)) < 0.125
    return np.where(other, rng.integers(0, 3, len(wijk)), usual)


def advice_days(firm: Ints, day: Ints, *, last: int, queue: bool) -> Floats:
    """Mean days a household waits for the advice that comes on `day`."""
    usual = np.asarray(np.array(USUAL_ADVICE_DAYS)[firm], dtype=np.float64)
    if not queue:
        return usual
    since = np.maximum(0, day - (last - QUEUE_DAYS_AGO))
    return np.where(firm == 0, usual + QUEUE_GROWTH * since, usual)


def _days(
    rng: np.random.Generator,
    depth: Ints,
    group_plan: Ints,
    firm: Ints,
    party: Ints,
    *,
    start: int,
    last: int,
    queue: bool,
) -> Ints:
    """First days per milestone: the last one is drawn, the earlier ones lie before it by plausible gaps."""
    size, span = len(depth), last - start
    days = np.full((6, size), NEVER)
    recent = last - np.minimum(rng.gamma(1.3, 38.0, size), span).astype(np.int64)
    spread = (start + span * (0.04 + 0.96 * rng.random(size) ** 0.78)).astype(np.int64)
    newest = np.where((rng.random(size) < 0.45) & (depth < 4), recent, spread)
    earliest = start + np.array([0, 6, 25, 60, 95])[depth]
    newest = np.clip(newest, earliest, last)
    newest = np.where((group_plan >= 0), group_plan, newest)
    gaps = np.zeros((5, size), dtype=np.int64)  # gaps[m]: days from milestone m - 1 to m
    gaps[1] = np.where(rng.random(size) < 0.3, 0, rng.gamma(1.2, 12.0, size))
    gaps[2] = 2 + rng.gamma(1.8, 13.0, size)
    gaps[3] = 4 + rng.gamma(4.0, 0.25, size) * advice_days(firm, newest, last=last, queue=queue)
    gaps[4] = 1 + rng.gamma(1.7, 19.0, size)
    for milestone in range(4, -1, -1):
        here = depth >= milestone
        later = days[milestone + 1] if milestone < 4 else newest
        step = gaps[milestone + 1] if milestone < 4 else 0
        day = np.where(depth == milestone, newest, later - step)
        days[milestone] = np.where(here, np.maximum(day, start), NEVER)
    in_party = (party >= 0) & (depth >= 1)
    soon = party + 1 + rng.gamma(1.6, 9.0, size).astype(np.int64)
    top = np.where(depth >= 4, days[4], last)
    days[1] = np.where(in_party, np.minimum(soon, top), days[1])
    for milestone in (2, 3):
        days[milestone] = np.where(
            in_party & (depth >= milestone),
            np.clip(days[milestone], days[milestone - 1], top),
            days[milestone],
        )
    days[0] = np.where(in_party, np.minimum(days[1], party), days[0])
    return days


def _carry_out(rng: np.random.Generator, days: Ints, last: int) -> None:
    """Measures for a fixed share of the plans, of those that are old enough."""
    wait = 25 + np.asarray(rng.gamma(2.0, 60.0, days.shape[1])).astype(np.int64)
    ripe = (days[4] >= 0) & (days[4] + wait <= last)
    done = exact_share(rng, ripe, MEASURED, of=int((days[4] >= 0).sum()))
    days[5][done] = days[4][done] + wait[done]


def _stops(rng: np.random.Generator, days: Ints, implied: Bools, last: int) -> tuple[Ints, Ints, Ints]:
    """Who stopped, until when (NEVER: still), and why; some came back, some with a later milestone only."""
    size = int(days.shape[1])
    stopped: Ints = np.full(size, NEVER)
    back: Ints = np.full(size, NEVER)
    reason: Ints = rng.integers(0, len(REASONS), size)
    newest = days.max(axis=0)
    quits = exact_share(rng, (days[4] < 0) & (newest < last - 30), STOPPED, of=int((days[4] < 0).sum()))
    stopped[quits] = np.minimum(newest[quits] + rng.integers(10, 60, len(quits)), last - 8)
    returns = quits[: max(1, round(RETURNED * len(quits)))]
    back[returns] = np.minimum(stopped[returns] + rng.integers(7, 100, len(returns)), last)
    paused = exact_share(rng, (days[3] >= 0) & (days[4] > days[3] + 12) & ~implied, 0.02)
    stopped[paused] = days[3][paused] + 4  # the plan that followed ends the stop
    return stopped, back, reason


def _moves(rng: np.random.Generator, course: Course, residents: Residents, last: int) -> Course:
    """Some households that take part moved out; at a few addresses the next one signed up."""
    residents.moved_on[course.row] = NEVER
    newest, first = course.days.max(axis=0), np.where(course.days[0] >= 0, course.days[0], last)
    movers = rng.permutation(exact_share(rng, newest < last - 120, 2 * MOVED))
    out, came = movers[: max(2, len(movers) // 2)], movers[max(2, len(movers) // 2) :]
    residents.moved_on[course.row[out]] = newest[out] + rng.integers(5, 60, len(out))
    course.stopped_on[out] = NEVER
    residents.moved_on[course.row[came]] = np.maximum(first[came] - rng.integers(20, 200, len(came)), 1)
    course.period[came] = 2
    again = out[: max(1, round(AGAIN * len(course)))]
    days = np.full((6, len(again)), NEVER)
    days[1] = np.minimum(residents.moved_on[course.row[again]] + rng.integers(25, 60, len(again)), last)
    days[0] = days[1]
    blank = np.full(len(again), NEVER)
    order = np.argsort(np.r_[course.row, course.row[again]], kind="stable")
    return Course(
        np.r_[course.row, course.row[again]][order],
        np.r_[course.period, np.full(len(again), 2)][order],
        np.hstack([course.days, days])[:, order],
        np.r_[course.level, blank][order],
        np.r_[course.implied, blank > 0][order],
        np.r_[course.group, blank][order],
        np.r_[course.own_yes, blank][order],
        np.r_[course.home_yes, blank][order],
        np.r_[course.firm, course.firm[again]][order],
        np.r_[course.stopped_on, blank][order],
        np.r_[course.back_on, blank][order],
        np.r_[course.reason, course.reason[again]][order],
    )
