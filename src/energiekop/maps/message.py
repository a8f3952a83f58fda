"""From figures to the message the browser draws: each value points to a level, a level is said once.

A level is a class, a value and its words. 518 buurten in 24 months are 12 432 values, which is why the
pointers are packed: a change stays under 20 kB. Names and words stay readable in the traffic, for tests.
"""

import base64
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from energiekop.maps.assets import ADDRESSES
from energiekop.maps.classes import Classes
from energiekop.maps.colours import Colours
from energiekop.maps.geometry import Sheet

_OUTSIDE, _INSIDE = " ", "#"


@dataclass(frozen=True)
class Look:
    """How values are shown: their classes, the legend's words, colours, and for counts the circles' radii."""

    title: str
    classes: Classes
    legend: Sequence[str]
    colours: Mapping[str, Colours]
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
    names = {code: name for code, name in view.names.items() if code in set(codes)}
    table = values.pivot(index="code", columns="month", values="value")
    table = table.reindex(index=codes, columns=list(months))
    numbers = table.to_numpy(dtype=float, na_value=float("nan")).ravel()  # a place's months side by side
    around = _around(sheet, look, view)
    said = {"kind": sheet.kind, "names": names, "months": list(months.values())}
    drawn = {"inside": "".join(_INSIDE if within else _OUTSIDE for within in inside)}
    return around | said | drawn | _levelled(pd.Series(numbers), look)


def house_message(houses: pd.DataFrame, sheet: Sheet, look: Look, view: View, month: str) -> dict[str, Any]:
    """The message for the houses of one street, which come with it: nobody else's map has them.

    houses: lon, lat, name, value (the number of their state; missing = unknown). The sheet's streets are
    drawn around them.
    """
    at = [[round(lon, 6), round(lat, 6)] for lon, lat in zip(houses["lon"], houses["lat"], strict=True)]
    return (
        _around(sheet, look, view)
        | {"kind": "house", "names": {}, "months": [month], "inside": _OUTSIDE * len(sheet.places)}
        | {"houses": {"at": at, "names": houses["name"].to_list()}}
        | _levelled(houses["value"], look)
    )


def _around(sheet: Sheet, look: Look, view: View) -> dict[str, Any]:
    """What does not depend on the values."""
    return {
        "assets": ADDRESSES,
        "geo": [f"geo/{name}" for name in sheet.files],
        "ground": view.ground and f"geo/{view.ground}",
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


def _levelled(numbers: pd.Series, look: Look) -> dict[str, Any]:
    """The number of each value's level, 0 for unknown, packed; and per level [class, value, words]."""
    place, known = pd.factorize(numbers.astype("Float64"), sort=True)
    classes = look.classes.of(pd.Series(known, dtype="Float64"))
    levels = [
        [int(group), int(value), look.in_words(int(value))]
        for value, group in zip(known, classes, strict=True)
    ]
    low, high = (place + 1) % 256, (place + 1) // 256  # all low bytes first: the high ones are mostly zero
    packed = zlib.compress(bytes([*low, *high]), 9)
    return {"values": base64.b64encode(packed).decode(), "levels": levels}
