"""The parts of the map's page: what it looks at, the ways up, the controls, and the map itself."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from energiekop import maps
from energiekop.maps import Chosen, Kind, Sheet
from energiekop.web import links, noting, page
from energiekop.web.answers import together
from energiekop.web.asked import Asked
from energiekop.web.map import answers, drawing, where
from energiekop.web.map.choices import LEVELS, MEASURES, Choices, area, choices, within
from energiekop.web.words import say

_KEY = "kaart"
_AREAS: tuple[Kind, ...] = ("stadsdeel", "gebied", "wijk", "buurt")


@dataclass(frozen=True)
class Screen:
    """A question with the choices made on this page. `sheets`: what can be drawn of each kind."""

    asked: Asked
    chosen: Choices
    sheets: dict[Kind, Sheet]

    @property
    def sheet(self) -> Sheet:
        """What is drawn now."""
        return self.sheets.get(self.chosen.kind) or Sheet(self.chosen.kind, (), (), frozenset())

    @property
    def ground(self) -> str:
        """The buurten lie under streets and houses; areas are their own ground."""
        files = self.sheets["buurt"].files if self.chosen.kind == "street" else ()
        return files[0] if files else ""


def screen(asked: Asked) -> Screen:
    """The choices of the URL, for what this viewer may see of this place."""
    kinds = (*_AREAS, "street") if "street" in within(asked) else _AREAS
    inside = area(asked)
    sheets: dict[Kind, Sheet] = {
        kind: page.ask(asked, answers.drawn, kind=kind, area=inside)
        for kind in kinds
        if kind != "street" or inside  # streets need an area
    }
    drawn = {kind: sheets[kind] for kind in within(asked) if kind in sheets}
    return Screen(asked, choices(asked, dict(st.query_params), drawn), sheets)


def found_on(on: Screen) -> answers.Found:
    """The values of the level and measure that were chosen."""
    asked, chosen = on.asked, on.chosen
    return page.ask(
        asked, answers.found, kind=chosen.kind, measure=chosen.measure, area=chosen.area,
        place=None if together(asked, chosen.kind) or not chosen.area else asked.place,
        language=asked.language, as_of=asked.as_of,
    )  # fmt: skip


def houses_on(on: Screen) -> answers.Houses:
    """The houses of the street that was asked for."""
    asked = on.asked
    noting.looked(asked, f"houses on the map of {asked.place.in_url}, as of {asked.as_of}")
    return page.ask(asked, answers.houses, street=asked.place, language=asked.language, as_of=asked.as_of)


def above(on: Screen, said: tuple[str, str]) -> None:
    """What stands above the map: the sentence, the ways up, and what can be chosen.

    All in one container, so that the map below keeps its place in the page, and so what it looks at in the
    browser, when a line or a link is added.
    """
    with st.container():
        page.sentence(on.asked, *said)
        _ways_up(on)
        if not on.chosen.houses:
            _controls(on)


def _ways_up(on: Screen) -> None:
    """Links to the areas around the place, the nearest first, and from a street to its own page."""
    asked = on.asked
    drawn = next(
        (sheet.place(asked.place.code) for kind, sheet in on.sheets.items() if kind == asked.place.kind), None
    )
    if drawn is None:
        return
    with st.container(horizontal=True, gap="small", key="kaart-omhoog"):
        for code in drawn.around:
            for kind in _AREAS:
                if around := on.sheets[kind].place(code):
                    links.link(asked, f"↑ {around.name}", "kaart", plaats=f"{kind}:{code}")
        if asked.place.kind == "street" and "straat" in links.offered(asked):
            links.link(asked, say(asked, "The page of this street"), "straat")


def _controls(on: Screen) -> None:
    """Level, measure and the map below; each stands in the URL."""
    asked, chosen = on.asked, on.chosen
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="kaart-keuzes"):
        if len(chosen.kinds) > 1:
            names = drawing.kinds(asked)
            _choice(
                on, say(asked, "Show"), "niveau", {LEVELS[kind]: names[kind] for kind in _ordered(chosen)}
            )
        measures = {
            MEASURES[one]: name for one, name in where.measures(asked).items() if one in chosen.measures
        }
        _choice(on, say(asked, "Colour by"), "meting", measures)
        st.session_state["achtergrond-keuze"] = chosen.background
        st.toggle(
            say(asked, "Map below"),
            help=say(asked, "Fetches the public grey map of the Kadaster from PDOK, when you are online."),
            key="achtergrond-keuze",
            on_change=lambda: _choose(on, achtergrond="1" if st.session_state["achtergrond-keuze"] else ""),
        )


def draw(on: Screen, message: dict[str, Any]) -> None:
    """The map with its list; a choice on it looks into that place, a street opens its own page."""

    def look_into(place: Chosen) -> None:
        if place.kind == "house":
            _choose(on, plaats=f"street:{place.code}", niveau="")
        elif place.kind != "street":
            _choose(on, plaats=f"{place.kind}:{place.code}", niveau="")

    place = maps.draw(message, key=_KEY, on_chosen=look_into)
    if place and place.kind == "street":
        links.go(on.asked, "straat", plaats=f"street:{place.code}")


def message(on: Screen, found: answers.Found) -> dict[str, Any]:
    """What the browser draws of areas or streets."""
    kind = on.chosen.kind
    # From /kaart on, relative: the application may stand under a path of its own.
    where_to = "straat" if kind == "street" else "kaart"
    kept = {} if kind == "street" else {name: value for name, value in on.chosen.query.items() if value}
    others = on.asked.query(plaats="") | {name: value for name, value in kept.items() if name != "niveau"}
    href = f"{where_to}?{urlencode(others)}{'&' if others else ''}plaats={kind}:"
    return drawing.drawing(on.asked, on.chosen, found, on.sheet, ground=on.ground, href=href)


def houses_message(on: Screen, houses: answers.Houses) -> dict[str, Any]:
    """What the browser draws of one street."""
    return drawing.houses_drawing(on.asked, on.chosen, houses.rows, on.sheet, ground=on.ground)


def _ordered(chosen: Choices) -> list[Kind]:
    return [kind for kind in LEVELS if kind in chosen.kinds]


def _choice(on: Screen, label: str, parameter: str, names: dict[str, str]) -> None:
    key = f"{parameter}-keuze"
    now = LEVELS[on.chosen.kind] if parameter == "niveau" else MEASURES[on.chosen.measure]
    st.session_state[key] = now
    st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=key,
        on_change=lambda: _choose(on, **{parameter: st.session_state[key]}),
    )


def _choose(on: Screen, **changed: str) -> None:
    links.choose(on.asked, **(on.chosen.query | changed))
