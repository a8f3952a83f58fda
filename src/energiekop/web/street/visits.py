"""Whom a champion visits: neighbours who agreed, why now, and a tip. Who stopped is left in peace."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from energiekop.web import page
from energiekop.web.page import Asked
from energiekop.web.street.picture import STEPS_WITH_PLAN, addresses

_FIRST = 5  # neighbours before 'show the others'
_YEAR = 365
_EXAMPLES = 3  # more would be a list


@dataclass(frozen=True)
class Visit:
    """One neighbour: where, why now, and a tip."""

    at: str
    why: str
    tip: str


@dataclass(frozen=True)
class Visits:
    """Whom to visit: the first few, and the others behind a line to open."""

    title: str
    who: str
    examples: list[str]
    first: list[Visit]
    others: list[Visit]
    more: str


def visits(asked: Asked, neighbours: pd.DataFrame) -> Visits:
    """Whom to visit: who waits too long first; who stopped is left in peace."""
    streets = neighbours["street_name"].nunique()
    found, done = [], []
    for home in addresses(neighbours):
        at = f"{home['street_name']} {home['number']}" if streets > 1 else home["number"]
        if home["step"] in STEPS_WITH_PLAN and home["is_example"]:
            done.append(at)
        if home["why_now"] in ("waiting_too_long", "on_time"):
            found.append((home["why_now"], at, home))
    late = [_late(asked, at, home, bool(done)) for why, at, home in found if why == "waiting_too_long"]
    on_time = [Visit(at, _next_step(asked, home["step"]), "") for why, at, home in found if why == "on_time"]
    everyone = late + on_time
    if len(neighbours):
        who = page.say(asked, "You only see neighbours who are happy with that.")
    else:
        who = page.say(asked, "Here you will see neighbours who are happy with that. Ask them when you meet.")
    others = everyone[_FIRST:]
    return Visits(
        title=page.say(asked, "Whom will you visit?"),
        who=who,
        examples=_examples(asked, done[:_EXAMPLES]),
        first=everyone[:_FIRST],
        others=others,
        more=page.say_many(asked, "Show {n} more neighbour", "Show {n} more neighbours", len(others)),
    )


def _examples(asked: Asked, ready: list[str]) -> list[str]:
    """Neighbours who may be named to others, in one sentence."""
    if not ready:
        return []
    *others, last = ready
    if not others:
        return [
            page.say(
                asked, "At number {number} the plan is ready. They are happy to talk about it.", number=last
            )
        ]
    return [
        page.say(
            asked,
            "At numbers {numbers} and {last} the plans are ready. They are happy to talk about it.",
            numbers=", ".join(others),
            last=last,
        )
    ]


def _late(asked: Asked, at: str, home: Mapping[str, Any], someone_is_ready: bool) -> Visit:
    long = _how_long(asked, int(home["days_waiting"]))
    match home["step"]:
        case "reached":
            why = page.say(
                asked, "Has waited {long} since you met. Ask whether they want to join.", long=long
            )
            tip = page.say(asked, "Tip: bring the letter along")
        case "signed_up":
            why = page.say(asked, "Has waited {long} for a conversation. Make an appointment.", long=long)
            tip = page.say(asked, "Tip: a cup of coffee at the kitchen table")
        case "conversation":
            why = page.say(asked, "Has waited {long} for advice. Ask how things are.", long=long)
            tip = page.say(asked, "Tip: ask whether the firm has named a day yet")
        case "advice":
            why = page.say(asked, "Has had advice for {long}. Ask whether it is clear.", long=long)
            tip = page.say(asked, "Tip: read the advice together")
        case _:
            why = page.say(asked, "Has had a plan for {long}. Ask whether carrying it out works.", long=long)
            tip = (
                page.say(asked, "Tip: have a look together at a neighbour whose plan is ready")
                if someone_is_ready
                else page.say(asked, "Tip: ask whether a quote or a grant is still to come")
            )
    return Visit(at, why, tip)


def _next_step(asked: Asked, step: str) -> str:
    match step:
        case "reached":
            return page.say(asked, "You have met. Next step: joining.")
        case "signed_up":
            return page.say(asked, "Has joined. Next step: a conversation.")
        case "conversation":
            return page.say(asked, "Has had a conversation. Next step: advice.")
        case "advice":
            return page.say(asked, "Has advice. Next step: choosing a plan.")
        case _:
            return page.say(asked, "Has a plan. Next step: carrying it out.")


def _how_long(asked: Asked, days: int) -> str:
    """In whole weeks; a champion needs no count of weeks beyond a year."""
    if days > _YEAR:
        return page.say(asked, "more than a year")
    return page.say_many(asked, "{n} week", "{n} weeks", max(days // 7, 1))
