"""The figures that are always there, each with the breakdowns it knows.

`place`: that place alone, broken down by its kind when `by` does not say.
"""

from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from energiekop.figures.answers import ask
from energiekop.privacy import Somewhere, Viewer

Place = Literal["city", "stadsdeel", "gebied", "wijk", "buurt", "street", "complex"]


def progress(
    viewer: Viewer,
    *,
    by: Place | Literal["firm"] | None = None,
    place: Somewhere | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """How far are we? One row per place, those without any household included.

    Team: residents (living there), residents_helped, share_helped of all residents there, and per plan level;
    households (signed up) and households_helped. Below team households only, rounded, with the words in
    `shown`; residents for the city alone, which is exact for every role.
    """
    return ask(viewer, "progress", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def funnel(
    viewer: Viewer,
    *,
    by: Place | Literal["firm"] | None = None,
    place: Somewhere | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Which step have households taken? One row per place and milestone, in the order of the steps.

    conversion: share of the step before, missing at the first step and below team for groups under 30.
    """
    return ask(viewer, "funnel", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def burn_up(
    viewer: Viewer,
    *,
    by: Place | Literal["month"] | None = None,
    place: Somewhere | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """How does the number grow? One row per place and month (`2026-11`), cumulative, counted on `on_date`.

    Months after `as_of` are there as far as something was agreed for them, with planned_residents alone.
    """
    return ask(viewer, "burn_up", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def waiting(
    viewer: Viewer,
    *,
    by: Place | Literal["party", "firm"] | None = None,
    place: Somewhere | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Where do households wait? One row per place (or party whose turn it is) and step that was taken.

    households = on_time + waiting_too_long; stopped ones and those who moved do not wait. median_days: how
    long they have waited so far; median_days_to_next: how long it took those who went on. Team only.
    """
    return ask(viewer, "waiting", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def handovers(
    viewer: Viewer,
    *,
    by: Place | None = None,
    place: Somewhere | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Who hands over to whom? One row per place, pair of parties and milestone that the second party brought.

    median_days: between two successive milestones that were filed; implied ones are passed over. Team only.
    """
    return ask(viewer, "handovers", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)
