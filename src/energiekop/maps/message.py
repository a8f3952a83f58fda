"""From figures to the message the browser draws: a class and a few words per value, not the value's digits.

518 buurten in 24 months are 12 432 values. Each is one letter that points to a level, and a level says once
which class and which words it is, so that a change stays under 20 kB.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pandas as pd

from energiekop.maps.assets import ADDRESSES
from energiekop.maps.classes import Classes
from energiekop.maps.colours import Palette
from energiekop.maps.geometry import Sheet

_OUTSIDE, _INSIDE, _UNKNOWN = " ", "#", "!"


@dataclass(frozen=True)
class Look:
    """How values are shown: their classes, the legend's words, colours, and for counts the circles' radii."""

    title: str
    classes: Classes
    legend: Sequence[str]
    colours: Mapping[str, Palette]
    in_words: Callable[[int], str]
    circles: Sequence[int] = ()


@dataclass(frozen=True)
class View:
    """What the map looks at: the place it keeps within sight, and what goes with it."""

    focus: str
    area: str | None
    href: str
    language: str
    words: Mapping[str, str]
    ground: str = ""
    background: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def message(
    values: pd.DataFrame, sheet: Sheet, look: Look, view: View, months: Mapping[str, str]
) -> dict[str, Any]:
    """The message for the places of a sheet that lie in the view's area.

    values: code, month, value (a whole number, missing = unknown); a place without a row is unknown.
    months: each month as `values` has it, in order, and as people say it.
    """
    inside = sheet.inside(view.area)
    codes = [place.code for place, within in zip(sheet.places, inside, strict=True) if within]
    table = values.pivot(index="month", columns="code", values="value").reindex(
        index=list(months), columns=codes
    )
    numbers = table.to_numpy(dtype=float, na_value=float("nan")).ravel()
    letters, levels = _lettered(pd.Series(numbers), look)
    return {
        "assets": ADDRESSES,
        "kind": sheet.kind,
        "geo": [f"geo/{name}" for name in sheet.files],
        "ground": view.ground and f"geo/{view.ground}",
        "inside": "".join(_INSIDE if within else _OUTSIDE for within in inside),
        "names": {code: name for code, name in view.names.items() if code in set(codes)},
        "values": letters,
        "levels": levels,
        "months": list(months.values()),
        "title": look.title,
        "legend": list(look.legend),
        "circles": list(look.circles)[: len(look.classes)],
        "colours": look.colours,
        "words": view.words,
        "lang": view.language,
        "href": view.href,
        "focus": view.focus,
        "background": view.background,
    }


def _lettered(numbers: pd.Series, look: Look) -> tuple[str, list[list[Any]]]:
    """One letter per number, and per letter [class, number, words]; frequent ones get the short letters."""
    frequent = numbers.dropna().value_counts(sort=True, ascending=False)
    known = sorted(frequent.index, key=lambda number: (-frequent[number], number))
    letter_of = dict(zip(known, _letters(), strict=False))
    letters = numbers.map(letter_of).fillna(_UNKNOWN)
    classes = look.classes.of(pd.Series(known, dtype=float))
    levels = [
        [int(group), int(number), look.in_words(int(number))]
        for number, group in zip(known, classes, strict=True)
    ]
    return "".join(letters), levels


def _letters() -> Iterator[str]:
    """Printable letters from "#" on without the backslash, which JSON would write twice; then the others."""
    return map(chr, chain((code for code in range(ord("#"), 127) if chr(code) != "\\"), range(161, 0xD800)))
