"""The picture of a street: a ribbon of houses, with a mark only on homes of neighbours who agreed."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from energiekop import sheets
from energiekop.sheets import Mark, Section
from energiekop.web import page
from energiekop.web.page import Asked, Place

STEPS_WITH_PLAN = ("plan", "measure")
_FOLDED = 6  # stretches; a longer street opens at its beginning
_TOGETHER = 4  # stretches behind one line to open


@dataclass(frozen=True)
class Part:
    """Stretches of a street that open together; without a title they simply stand there."""

    title: str
    is_open: bool
    sections: list[Section]


@dataclass(frozen=True)
class Drawn:
    """The picture of a street or complex, and the same in words for who cannot see it."""

    in_words: str
    road: str
    parts: list[Part]
    buildings: list[tuple[str, list[Any]]]


def drawn(asked: Asked, place: Place, houses: pd.DataFrame, neighbours: pd.DataFrame) -> Drawn | None:
    """The picture; only homes of neighbours who agreed carry a mark. None where there are no homes."""
    if houses.empty:
        return None
    marks = _marks(neighbours)
    numbers: dict[Mark, list[str]] = {"plan": [], "under_way": [], "": []}
    for home in addresses(houses):
        numbers[marks.get(home["dwelling_id"], "")].append(home["number"])
    homes = page.say_many(asked, "{place}: {n} home.", "{place}: {n} homes.", len(houses), place=place.name)
    none = page.say(asked, "none")
    told = page.say(
        asked, "Plan ready: {plan}. Under way: {under_way}.",
        plan=", ".join(numbers["plan"]) or none, under_way=", ".join(numbers["under_way"]) or none,
    )  # fmt: skip
    if place.kind == "complex":
        return Drawn(f"{homes} {told}", "", [], sheets.building(houses, marks))
    return Drawn(f"{homes} {told}", place.name, _parts(asked, sheets.ribbon(houses, marks)), [])


def _parts(asked: Asked, sections: list[Section]) -> list[Part]:
    if len(sections) <= _FOLDED:
        return [Part("", True, sections)]
    parts = []
    for start in range(0, len(sections), _TOGETHER):
        some = sections[start : start + _TOGETHER]
        title = page.say(asked, "Numbers {first} to {last}", first=some[0].first, last=some[-1].last)
        plans, under_way = (sum(section.marked(mark) for section in some) for mark in ("plan", "under_way"))
        signs = [f"✓ {plans}"] * bool(plans) + [f"… {under_way}"] * bool(under_way)
        parts.append(Part(" · ".join([title, *signs]), start == 0, some))
    return parts


def _marks(neighbours: pd.DataFrame) -> dict[str, Mark]:
    """The mark of each neighbour who agreed; who stopped before a plan has none, as if not yet met."""
    marks: dict[str, Mark] = {}
    for home in neighbours.to_dict("records"):
        if home["step"] in STEPS_WITH_PLAN:
            marks[home["dwelling_id"]] = "plan"
        elif home["why_now"] != "stopped":
            marks[home["dwelling_id"]] = "under_way"
    return marks


def addresses(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with their whole house number: '12A-2'."""
    rows: list[dict[str, Any]] = []
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        addition = f"-{row['addition']}" if row["addition"] else ""
        rows.append(
            {
                **{str(key): value for key, value in row.items()},
                "number": f"{row['house_number']}{row['house_letter'] or ''}{addition}",
            }
        )
    return rows
