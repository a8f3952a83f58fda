"""From what was found to what the browser draws: whole numbers, their words, and the words around the map."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from energiekop import maps
from energiekop.maps import Kind, Look, Sheet, View, Wording, classes, colours
from energiekop.web.asked import Asked
from energiekop.web.map.answers import Found
from energiekop.web.map.choices import Choices, Measure
from energiekop.web.names import states
from energiekop.web.words import month, number, say

# The kadaster's public grey map; asked for only by who turned it on.
BACKGROUND = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"


def drawing(
    asked: Asked, chosen: Choices, found: Found, sheet: Sheet, *, ground: str, href: str
) -> dict[str, Any]:
    """The message for areas or streets. ground: file that is drawn below streets; href: link of a place."""
    values = found.values
    months = {key: month(asked, date.fromisoformat(f"{key}-01")) for key in sorted(values["month"].unique())}
    spread = pd.DataFrame(
        [(code, group) for group, codes in found.members.items() for code in codes], columns=["place", "code"]
    )
    drawn = spread.merge(values, on="code").drop(columns="code").rename(columns={"place": "code"})
    groups = found.last.set_index(found.code)[found.name]
    names = {
        code: str(groups[group])
        for group, codes in found.members.items()
        if len(codes) > 1 and group in groups
        for code in codes
    }
    look = look_of(asked, chosen.measure, values, rounded=found.answer.is_protected)
    view = _view(asked, chosen, chosen.kind, ground=ground, href=href, names=names)
    return maps.message(drawn, sheet, look, view, months)


def houses_drawing(
    asked: Asked, chosen: Choices, houses: pd.DataFrame, sheet: Sheet, *, ground: str
) -> dict[str, Any]:
    """The message for the houses of one street: team only."""
    said = {"none": say(asked, "no contact yet")} | states(asked)
    said["further"] = say(asked, "plan chosen")
    words = [said[state] for state in colours.STATES]
    value = houses["state"].fillna("none").map(list(colours.STATES).index)
    found = classes.Classes("sequential", tuple(range(1, len(words))))
    look = Look(say(asked, "Houses"), found, words, colours.houses(), Wording("", "", ""), (6,) * len(words))
    view = _view(asked, chosen, "house", ground=ground, href="", names={})
    return maps.house_message(houses.assign(value=value), sheet, look, view, month(asked, asked.as_of))


def look_of(asked: Asked, measure: Measure, values: pd.DataFrame, *, rounded: bool) -> Look:
    """Classes, words and colours of a measure, for the values of a Found."""

    def signed(value: int) -> str:
        return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(asked, abs(value))}"

    legend_of = partial(
        classes.in_words,
        between=say(asked, "{first} to {last}"),
        or_more=say(asked, "{first} or more"),
        or_less=say(asked, "{last} or less"),
    )
    if measure == "change":
        found = classes.diverging(values["value"])
        equal = say(asked, "about equal") if rounded else say(asked, "equal")
        said = legend_of(found, number=signed, first=signed, zero=equal)
        middle = len(said) // 2
        signs = ["▼ "] * middle + [""] + ["▲ "] * middle
        legend = [sign + text for sign, text in zip(signs, said, strict=True)]
        title = say(asked, "Plans added in a month, per 1000 dwellings")
        wording = Wording(equal, "▲ +1", "▲ +{n}", "▼ −{n}")
        return Look(title, found, legend, colours.areas(found), wording)
    # Broken by how places stand now: the months gone by, when all had little, would fill the lower classes.
    found = classes.sequential(values.loc[values["month"] == values["month"].max(), "value"])
    if measure == "too_long":
        legend = legend_of(found, number=lambda n: number(asked, n), zero="0")
        title = say(asked, "Households that wait too long")
        one, many = say(asked, "1 household"), say(asked, "{n} households")
        wording = Wording(many.format(n="0"), f"▲ {one}", f"▲ {many}")
        return Look(
            title, found, legend, colours.counts(found), wording, colours.radii(values["code"].nunique())
        )
    zero = say(asked, "0 to 2 households") if rounded else "0 %"
    legend = legend_of(found, number=lambda n: f"{number(asked, n)} %", zero=zero)
    title = say(asked, "Share of the dwellings with a plan")
    wording = Wording(zero, say(asked, "1 % at most"), "{n} %")
    return Look(title, found, legend, colours.areas(found), wording)


def kinds(asked: Asked) -> Mapping[str, str]:
    """What one place of each kind is called."""
    return {
        "stadsdeel": say(asked, "Stadsdeel"),
        "gebied": say(asked, "Gebied"),
        "wijk": say(asked, "Wijk"),
        "buurt": say(asked, "Buurt"),
        "street": say(asked, "Street"),
        "house": say(asked, "House"),
    }


def _view(
    asked: Asked, chosen: Choices, kind: Kind | str, *, ground: str, href: str, names: Mapping[str, str]
) -> View:
    words = {
        "map": say(asked, "Map. The list beside it says the same."),
        "zoom_in": say(asked, "Zoom in"),
        "zoom_out": say(asked, "Zoom out"),
        "two_fingers": say(asked, "Move the map with two fingers"),
        "no_map": say(asked, "Your browser cannot draw the map. The list says the same."),
        "unknown": say(asked, "unknown"),
        "month": say(asked, "Month"),
        "play": say(asked, "Play"),
        "stop": say(asked, "Stop"),
        "list": say(asked, "list"),
        "houses": say(asked, "houses") if kind == "street" and asked.viewer.role == "team" else "",
        "kind": kinds(asked)[kind],
        "value": say(asked, "State") if kind == "house" else say(asked, "Value"),
        "credit": "Kadaster, PDOK",
    }
    return View(
        focus=asked.place.in_url or "city",
        area=chosen.area,
        href=href,
        language=asked.language,
        words=words,
        ground=ground,
        background=BACKGROUND if chosen.background else "",
        names=names,
    )
