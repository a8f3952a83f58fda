"""The colours of a map's classes, light and dark: more stands further from the ground, never by hue alone."""

from collections.abc import Callable, Sequence
from typing import TypedDict

from energiekop import palette
from energiekop.maps.classes import Classes
from energiekop.palette import Palette


class Colours(TypedDict):
    """One theme; `scale` has a colour per class, the others are what stands around them."""

    scale: list[str]
    ground: str
    line: str
    border: str
    edge: str
    quiet: str
    ink: str
    halo: str


# Brown for fewer beside the accent for more: colour-blind eyes keep them apart. In grey they look alike, so
# legend and list carry the sign.
_FEWER = {False: ("#6f4a2f", "#cdb091"), True: ("#e3c39f", "#86633f")}
# Zero, which is the ground itself, and at most four classes above it: which of the palette's tints they take.
_TINTS: dict[int, Sequence[int]] = {0: (), 1: (3,), 2: (2, 4), 3: (1, 3, 4), 4: (1, 2, 3, 4)}
RADII = (3, 5, 9, 14, 20)  # pixels, by class of a count
_CROWDED = 60  # places on the map, from which circles are drawn smaller
# A house by its state; without contact it is empty.
STATES = ("none", "on_time", "too_long", "stopped", "further")


def areas(classes: Classes) -> dict[str, Colours]:
    """For filled areas: as many colours as classes, as far apart as the palette has them."""

    def scale(theme: Palette, dark: bool) -> list[str]:
        if classes.scale == "sequential":
            return [theme.card, *(theme.tints[tint] for tint in _TINTS[len(classes) - 1])]
        five = [*_FEWER[dark], theme.card, theme.tints[2], theme.tints[4]]
        return five if len(classes) == len(five) else five[1:4]

    return _both(scale)


def counts(classes: Classes) -> dict[str, Colours]:
    """For circles, whose size differs by class: the colour of waiting too long; zero is an empty one."""
    return _both(lambda theme, _: [theme.card, *[theme.waiting] * (len(classes) - 1)])


def radii(places: int) -> tuple[float, ...]:
    """Of circles on a map with so many places; the legend shows the same ones."""
    return RADII if places <= _CROWDED else tuple(radius * 0.6 for radius in RADII)


def houses() -> dict[str, Colours]:
    """For houses, in the order of STATES."""
    return _both(lambda theme, _: [theme.card, *(theme.states[state].fill for state in STATES[1:])])


def _both(scale: Callable[[Palette, bool], list[str]]) -> dict[str, Colours]:
    return {name: _around(theme, scale(theme, dark)) for name, theme, dark in _THEMES}


_THEMES = (("light", palette.LIGHT, False), ("dark", palette.DARK, True))


def _around(theme: Palette, scale: list[str]) -> Colours:
    return Colours(
        scale=scale,
        ground=theme.ground,
        line=theme.line,
        border=theme.states["stopped"].edge,
        edge=theme.quiet,
        quiet=theme.quiet,
        ink=theme.ink,
        halo=theme.card,
    )
