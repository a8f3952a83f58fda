"""From figures to the message the browser draws: numbers, and once how any number is coloured and said.

518 buurten in 24 months are 12 432 numbers; what is packed is how each differs from the month before, mostly
nothing. Names and words stay readable in the traffic, for who tests it.
"""

import base64
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from energiekop.maps.assets import ADDRESSES
from energiekop.maps.classes import Classes
from energiekop.maps.colours import Colours
from energiekop.maps.geometry import Sheet

_OUTSIDE, _INSIDE = " ", "#"


@dataclass(frozen=True)
class Wording:
    """What is said of a value; `more` and `less` (below zero) hold {n}, the number without its sign."""

    zero: str
    one: str
    more: str
    less: str = ""

    def of(self, value: int, number: Callable[[int], str]) -> str:
        """The words of a value."""
        if value in (0, 1):
            return self.one if value else self.zero
        return (self.more if value > 0 else self.less).format(n=number(abs(value)))


@dataclass(frozen=True)
class Look:
    """How values are shown: their classes, the legend's words, colours, and for counts the circles' radii."""

    title: str
    classes: Classes
    legend: Sequence[str]
    colours: Mapping[str, Colours]
    wording: Wording
    circles: Sequence[float] = ()


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
    numbers = table.to_numpy(dtype=float, na_value=float("nan"))
    around = _around(sheet, look, view)
    said = {"kind": sheet.kind, "names": names, "months": list(months.values())}
    drawn = {"inside": "".join(_INSIDE if within else _OUTSIDE for within in inside)}
    return around | said | drawn | {"values": packed(pd.DataFrame(numbers))}


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
        | {"values": packed(houses[["value"]])}
    )


def _around(sheet: Sheet, look: Look, view: View) -> dict[str, Any]:
    """What does not depend on the values."""
    return {
        "assets": ADDRESSES,
        "geo": [f"geo/{name}" for name in sheet.files],
        "ground": view.ground and f"geo/{view.ground}",
        "starts": list(look.classes.starts),
        "said": asdict(look.wording),
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


def packed(table: pd.DataFrame) -> str:
    """A row per place and a column per month, as text.

    0 is unknown; else one more than the difference with the last known month before it (the first with zero),
    0, -1, 1, -2, 2 being written as 0, 1, 2, 3, 4. All low bytes first: the high ones are mostly zero.
    """
    values = table.astype(float)
    before = values.ffill(axis="columns").shift(axis="columns", fill_value=0).fillna(0)
    change = (values - before).fillna(0).to_numpy().astype(int)
    written = np.where(values.isna(), 0, np.where(change < 0, -2 * change - 1, 2 * change) + 1).ravel()
    content = bytes([*(written % 256), *(written // 256)])
    return base64.b64encode(zlib.compress(content, 9)).decode()
