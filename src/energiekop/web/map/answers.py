"""What the map asks of a snapshot: which places can be drawn, their values, and the houses of one street."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from energiekop import figures, privacy
from energiekop.catalogue import GRAINS
from energiekop.locale import Language
from energiekop.maps import Kind, Sheet, sheet
from energiekop.privacy import Answer, Viewer
from energiekop.web.map.choices import Measure
from energiekop.web.places import Place
from energiekop.web.remembered import remembered


@dataclass(frozen=True)
class Found:
    """Values of the places inside an area, one row per place and month, and where each row is drawn.

    `members`: per code of a row the places drawn in its colour; below team a row may be several streets.
    """

    answer: Answer
    members: dict[str, list[str]]
    measure: Measure

    @cached_property
    def values(self) -> pd.DataFrame:
        """code, month, value as a reader sees it: per cent, per 1000 dwellings, or households that wait.

        More than nothing is at least one, so that only nothing is zero; unknown stays unknown.
        """
        rows = self.answer.rows
        if self.measure == "too_long":
            value = rows["households"]
        else:
            scaled = rows["value"].astype(float) * (100 if self.measure == "share" else 1000)
            value = scaled.round().where((scaled == 0) | (scaled.abs() >= 1), np.sign(scaled))
        return pd.DataFrame({"code": rows[self.code], "month": rows["month"], "value": value.astype("Int64")})

    @property
    def code(self) -> str:
        """The column that holds a row's code."""
        return GRAINS[self.answer.by].keys[0]

    @property
    def name(self) -> str:
        """The column that holds a row's name."""
        return GRAINS[self.answer.by].keys[1]

    @property
    def last(self) -> pd.DataFrame:
        """The rows of the last month."""
        rows = self.answer.rows
        last: pd.DataFrame = rows.loc[rows["month"] == rows["month"].max()]
        return last


def drawn(viewer: Viewer, *, kind: Kind, area: str | None, store: Path, snapshot: str) -> Sheet:
    """The sheet of a kind; it is the register that says which places have dwellings."""
    reading = privacy.open(viewer, store, snapshot=snapshot)
    codes = [code for (code,) in reading.rows(_LIVED_IN, {"kind": kind})]
    return sheet(reading.store, reading.meta, kind, codes, area=area)


_LIVED_IN = "select code from published.cell_member where kind = $kind order by code"


def found(
    viewer: Viewer,
    *,
    kind: Kind,
    measure: Measure,
    place: Place | None,
    area: str | None,
    language: Language,
    as_of: date,
    store: Path,
    snapshot: str,
) -> Found:
    """The values of the places of a kind inside an area. Raises OutOfScope as `figures.answer` does.

    place: the question is narrowed to it, for a kind with too many places to be asked together.
    """
    answer = remembered(
        _values, viewer, kind=kind, measure=measure, place=place, language=language, as_of=as_of, store=store,
        snapshot=snapshot,
    )  # fmt: skip
    # The screen asked for the same sheet: it is asked once.
    here = remembered(drawn, viewer, kind=kind, area=area, store=store, snapshot=snapshot)
    inside = {one.code for one, within in zip(here.places, here.inside(area), strict=True) if within}
    shapes = figures.shapes(viewer, answer, store=store)
    members = {
        code: [one for one in of_row if one in inside]
        for code, of_row in (shapes.members if shapes else {}).items()
        if not inside.isdisjoint(of_row)
    }
    code = GRAINS[kind].keys[0]
    rows = answer.rows[answer.rows[code].isin(members)].reset_index(drop=True)
    return Found(replace(answer, rows=rows), members, measure)


def _values(viewer: Viewer, *, kind: Kind, measure: Measure, **asked: Any) -> Answer:
    return figures.answer(viewer, "map_values", by=kind, chosen={"measure": measure}, **asked)


@dataclass(frozen=True)
class Houses:
    """The houses of a street: name, lon, lat, state; and the households behind them, as a figure.

    state is that of the furthest step; `further` from a chosen plan on, missing where nobody was reached.
    """

    answer: Answer
    rows: pd.DataFrame


def houses(
    viewer: Viewer, *, street: Place, language: Language, as_of: date, store: Path, snapshot: str
) -> Houses:
    """The houses of a street with how their households stand. Team only."""
    rows = figures.street_houses(viewer, street=street.code, store=store, snapshot=snapshot)
    answer = figures.answer(
        viewer, "households", language=language, place=street, as_of=as_of, store=store, snapshot=snapshot,
        chosen={"milestone": "all", "state": "all"},
    )  # fmt: skip
    living = answer.rows[answer.rows["state"] != "moved_away"]
    furthest = living.drop_duplicates("dwelling_id", keep="last").set_index("dwelling_id")
    state = furthest["state"].mask(furthest["milestone"].isin(["plan", "measure"]), "further")
    letter, addition = rows["house_letter"].fillna(""), rows["addition"].fillna("")
    rows["name"] = (
        rows["house_number"].astype("Int64").astype(str)
        + letter
        + addition.radd("-").where(addition != "", "")
    )
    rows["state"] = rows["dwelling_id"].map(state)
    return Houses(answer, rows.dropna(subset=["lon", "lat"])[["name", "lon", "lat", "state"]])
