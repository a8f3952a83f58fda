"""The colours of a map's classes, light and dark: more is further from the ground, never a hue alone.

look.md: teal tints for shares, amber only for waiting too long, grey for what stopped.
"""

from typing import TypedDict, cast

from energiekop.maps.classes import Classes


class Palette(TypedDict):
    """Colours of one theme; `scale` has one per class."""

    scale: list[str]
    ground: str
    line: str
    border: str
    edge: str
    quiet: str
    ink: str
    halo: str


SEQUENTIAL = {
    "light": ("#f4f7f6", "#cfe4e1", "#8cc0bb", "#3f8f8a", "#0b5d5b"),
    "dark": ("#1b2625", "#21504d", "#3a7f7a", "#6cb5af", "#c9e8e4"),
}
# Brown for fewer, teal for more: the pair that colour-blind eyes keep apart.
DIVERGING = {
    "light": ("#6f4a2f", "#cdb091", "#f4f4f0", "#8cc0bb", "#0b5d5b"),
    "dark": ("#e3c39f", "#86633f", "#232b2a", "#3a7f7a", "#c9e8e4"),
}
# Circles: their size says how many, their one colour that it is about waiting too long.
COUNTS = {"light": ("#ffffff", *("#b45309",) * 4), "dark": ("#131b1a", *("#e0913f",) * 4)}
RADII = (3, 5, 9, 14, 20)
# A house: no contact yet, under way, waiting too long, stopped, plan chosen.
HOUSES = {
    "light": ("#ffffff", "#8cc0bb", "#b45309", "#8b9593", "#0b5d5b"),
    "dark": ("#131b1a", "#3a7f7a", "#e0913f", "#7d8987", "#c9e8e4"),
}
_AROUND = {
    "light": {
        "ground": "#f4f4f0", "line": "#cdd6d4", "border": "#8a9a97", "edge": "#566664",
        "quiet": "#566664", "ink": "#1c2b2a", "halo": "#fbfbf9",
    },
    "dark": {
        "ground": "#1a2423", "line": "#33413f", "border": "#6b7d7a", "edge": "#a9b8b5",
        "quiet": "#a9b8b5", "ink": "#f2f6f5", "halo": "#131b1a",
    },
}  # fmt: skip


def areas(classes: Classes) -> dict[str, Palette]:
    """For filled areas: as many colours as classes, as far apart as the scale has them."""
    scale = DIVERGING if classes.scale == "diverging" else SEQUENTIAL
    return {theme: _palette(theme, _spread(colours, classes)) for theme, colours in scale.items()}


def counts(classes: Classes) -> dict[str, Palette]:
    """For circles, whose size differs by class."""
    return {theme: _palette(theme, list(colours[: len(classes)])) for theme, colours in COUNTS.items()}


def houses() -> dict[str, Palette]:
    """For houses, by their state."""
    return {theme: _palette(theme, list(colours)) for theme, colours in HOUSES.items()}


def _spread(colours: tuple[str, ...], classes: Classes) -> list[str]:
    if classes.scale == "diverging":
        return list(colours if len(classes) == len(colours) else colours[1:4])
    above = len(classes) - 1
    picked = {0: [], 1: [3], 2: [2, 4], 3: [1, 3, 4], 4: [1, 2, 3, 4]}[above]
    return [colours[0], *(colours[place] for place in picked)]


def _palette(theme: str, scale: list[str]) -> Palette:
    return cast(Palette, {"scale": scale, **_AROUND[theme]})
