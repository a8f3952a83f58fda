"""The hard cases that must occur in the demo, each with the dwellings where it does: for tests."""

import numpy as np

from energiekop.demo.arrays import Ints
from energiekop.demo.complexes import OWNED
from energiekop.demo.consultancies import Cases
from energiekop.demo.initiatives import COMPLEX, STREET, Initiative
from energiekop.demo.programme import Course
from energiekop.demo.register import Register
from energiekop.demo.residents import Residents

SHOWN = 20  # dwellings named per case


def find_hard_cases(
    register: Register, people: Residents, course: Course, groups: list[Initiative], cases: Cases
) -> dict[str, list[str]]:
    """Case -> some dwelling ids; votes name the initiative instead."""
    days, row = course.days, course.row
    level = np.array([g.level for g in groups] + [-1])[course.group]
    decided = np.array([g.decided_on for g in groups] + [-1])[course.group]
    moved = people.moved_on[row]
    tenant = register.tenure[row] != OWNED
    found: dict[str, Ints] = {
        "measure_without_a_plan": row[course.implied],
        "report_without_yes": row[cases.household[cases.kinds["report_without_yes"]]],
        "yes_left_out_by_the_firm": row[cases.household[cases.kinds["yes_left_out"]]],
        "advice_day_corrected": row[cases.household[cases.kinds["corrected"]]],
        "street_plan_with_own_yes": row[(level == STREET) & (decided >= 0) & (course.own_yes >= 0)],
        "street_plan_without_own_yes": row[(level == STREET) & (decided >= 0) & (course.own_yes < 0)],
        "tenant_said_yes_in_complex": row[
            (level == COMPLEX) & tenant & (decided >= 0) & (course.own_yes >= 0)
        ],
        "two_plans": row[(level >= 0) & (decided >= 0) & (course.own_yes >= 0) & (course.home_yes >= 0)],
        "stopped": row[course.stopped_on >= 0],
        "stopped_and_returned": row[(course.stopped_on >= 0) & (course.back_on >= 0)],
        "later_milestone_ended_the_stop": row[(course.stopped_on >= 0) & (course.stopped_on < days[4])],
        "moved_out": row[(moved >= 0) & (course.period == 1)],
        "moved_in": row[(moved >= 0) & (course.period == 2)],
        "residents_unknown": row[people.counts[0, row] < 0],
    }
    shown = {name: [register.object_id(r) for r in rows[:SHOWN].tolist()] for name, rows in found.items()}
    votes = {True: "vote_met", False: "vote_not_met"}
    for met, name in votes.items():
        numbers = [n for n, g in enumerate(groups) if g.votes_cast >= 0 and g.met == met]
        shown[name] = [f"I{n + 1:04d}" for n in numbers[:SHOWN]]
    return shown
