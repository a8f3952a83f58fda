"""What residents want, where to begin, and what colours the map."""

from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from energiekop.figures.answers import ask
from energiekop.figures.named import Place
from energiekop.privacy import Somewhere, Viewer

OnMap = Literal["stadsdeel", "gebied", "wijk", "buurt", "street", "complex"]


def wishes(
    viewer: Viewer,
    place: Somewhere | None = None,
    *,
    by: Place | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """What do residents want? One row per place and wish, the most asked for first: asked, answered.

    Both count households. Below team for the city alone: wishes of at least ten, in multiples of three,
    counted on `on_date`, the last published day.
    """
    return ask(viewer, "wishes", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def occasions(
    viewer: Viewer,
    place: Somewhere | None = None,
    *,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """What happened when? One row per day and kind (straatfeest, mailing, subsidie, ...): how many.

    Team: of any place but a complex, with `places`, the streets or buurten it was in. Below team the city's.
    """
    return ask(viewer, "occasions", place=place, as_of=as_of, store=store, snapshot=snapshot)


def begin_here(
    viewer: Viewer,
    *,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Where to begin? At most one row per rule, in this order; what a rule does not need is missing.

    Team only.
    queue: `waiting` households wait longer than `weeks` at `milestone` for `turn` (`previous` a week ago);
        `of_which` at `firm`, which is missing when no firm stands out.
    coming_on: in a street `new_households` signed up in `weeks` weeks, `previous` in the weeks before;
        `occasion`, `occasion_kind` and `occasion_on` tell what came before it, if anything did.
    no_news: in a street or buurt (`place_kind`) `waiting` households wait, and nothing happened for
        `days_since` days, `weeks` whole weeks.
    """
    return ask(viewer, "begin_here", as_of=as_of, store=store, snapshot=snapshot)


def map_values(
    viewer: Viewer,
    kind: OnMap,
    measure: Literal["share", "change", "too_long"] = "share",
    *,
    months: Literal[12, 24, 36] = 24,
    place: Somewhere | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """What colours the map? One row per place of the kind and month, all months at once; the code first.

    share: households with a plan / dwellings; change: those added in the month / dwellings; too_long: those
    who wait too long / those who wait (team only). Below team one row per group (`shapes` gives its
    members), multiples of three, and no value under 30 dwellings. A missing value is unknown, never 0.
    """
    return ask(
        viewer, "map_values", by=kind, place=place, as_of=as_of, store=store, snapshot=snapshot,
        chosen={"measure": measure, "months": str(months)},
    )  # fmt: skip
