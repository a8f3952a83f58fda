"""Where households stand, who they are, whose turn it is, and what moved."""

from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd

from energiekop.disclosure.words import Language
from energiekop.figures.answers import answer, ask
from energiekop.figures.named import Place
from energiekop.privacy import Somewhere, Viewer

Milestone = Literal["reached", "signed_up", "conversation", "advice", "plan", "measure"]
State = Literal["further", "on_time", "too_long", "stopped", "moved_away"]
Split = Literal["tenure", "label", "building_period", "dwelling_type", "party", "firm"]
ProtectedSplit = Literal[
    "tenure",
    "label",
    "building_period",
    "dwelling_type",
    "party",
    "dwelling_type+building_period",
    "tenure+label",
]
Period = Literal["week", "month", "quarter"]


def states(
    viewer: Viewer,
    place: Somewhere | None = None,
    *,
    split: Split | None = None,
    by: Place | Literal["firm"] | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Where do households stand? One row per place, milestone and value of the split, in the order of steps.

    households = further + on_time + too_long + stopped + moved_away, residents, turn, window_days and
    conversion; split_value is empty without a split, `unknown` where a dwelling's is not known. Team only:
    below team `funnel` has the households of each step.
    """
    return ask(
        viewer, "states", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot,
        chosen={"split": split},
    )  # fmt: skip


def breakdown(
    viewer: Viewer,
    place: Somewhere | None = None,
    split: ProtectedSplit = "tenure",
    *,
    by: Place | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Which step, by kind of dwelling or party? One row per place, part and milestone; municipality, adviser.

    split_value: the values the part joins, with `|` between; of a crossed split two, with `/`. share: of its
    dwellings, missing under 30. A group that cannot be broken down has no row. The team asks `states`.
    """
    return ask(
        viewer, "breakdown", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot,
        chosen={"split": split},
    )  # fmt: skip


def durations(
    viewer: Viewer,
    place: Somewhere | None = None,
    *,
    by: Place | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """How long does it take from step to step? One row per place, pair of steps and quarter (its first day).

    weeks: the median of those who took `to_step` in that quarter, which is over. Between steps that were
    filed, from each to the next and from the sign-up to the plan. Team: every quarter in which somebody did.
    Municipality and adviser: without weeks where too few did, never by street.
    """
    return ask(viewer, "durations", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def households(
    viewer: Viewer,
    place: Somewhere | None = None,
    milestone: Milestone | Literal["all"] = "all",
    state: State | Literal["all"] = "too_long",
    *,
    split: Split | None = None,
    value: str | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """The households behind a bar of `states`, as many rows as it counts; who waits longest first. Team only.

    split, value: only those with that value, as `states` writes it (`unknown` included). days_waiting is
    missing for who went on or moved, turn for who does not wait; `all` lists a household once per milestone.
    """
    return ask(
        viewer, "households", place=place, as_of=as_of, store=store, snapshot=snapshot,
        chosen={"milestone": milestone, "state": state, "split": split, "value": value},
    )  # fmt: skip


def contradictions(
    viewer: Viewer,
    place: Somewhere | None = None,
    *,
    language: Language = "nl",
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Where do files contradict one another? One row per household and field, by address. Team only.

    field: signed_up, conversation, advice, plan, measure (stands: a day), firm, tenure, stopped, or
    consent_<purpose>. stands: the value that holds, told by party and source in `file`, handed in on told_on;
    others: the other values, each with who, file and day; rule: why, in words of the language.
    """
    return answer(
        viewer, "contradictions", place=place, language=language, store=store, snapshot=snapshot
    ).rows


def turns(
    viewer: Viewer,
    place: Somewhere | None = None,
    *,
    by: Place | Literal["firm"] | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """Whose turn is it? One row per place and desk (household, community, consultancy, municipality).

    Team only. waiting: households, too_long of which over their window, together of which at another desk
    too (so desks do not add up); asked: those with a question, quote, grant or permit without an answer.
    """
    return ask(viewer, "turns", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot)


def moved(
    viewer: Viewer,
    place: Somewhere | None = None,
    period: Period = "week",
    *,
    by: Place | Literal["firm"] | None = None,
    as_of: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> pd.DataFrame:
    """What moved? One row per place, milestone and plan level ('' is the whole step).

    Team: households and residents that became known since `since` (missing when nothing was known then), of
    which _earlier took the step before it; _now is the total known. Below team the difference of two
    published days, `since` being the earlier: exact for the city, with levels; elsewhere without levels and
    without residents.
    """
    return ask(
        viewer, "moved", by=by, place=place, as_of=as_of, store=store, snapshot=snapshot,
        chosen={"period": period},
    )  # fmt: skip
