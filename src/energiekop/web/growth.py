"""The burn-up of Overview: the line, what was planned, the weeks not complete, what happened when."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from energiekop import charts, palette
from energiekop.privacy import Answer, Viewer, eyes
from energiekop.web import alternatives, names, page
from energiekop.web.asked import Asked, anybodys
from energiekop.web.colours import is_dark
from energiekop.web.escaping import as_text
from energiekop.web.sentences import Progress

# A fixed rule, told beside the chart: in eight weeks more than half of the plans are handed in.
TAIL_WEEKS = 8
# More signs than this would hide one another: then one for each month and kind.
_MOST_SIGNS = 60


def answer(asked: Asked) -> Answer:
    """The months of the place."""
    return page.answer(asked, "burn_up", place=asked.place)


def growth(asked: Asked, so_far: Progress) -> None:
    """How far are we? Rounded groups count households and have no planned line."""
    months = answer(asked)
    page.tile(
        asked,
        months,
        title=page.say(asked, "How far are we?"),
        body=lambda: _draw(asked, months, so_far.target or 0),
        text=alternatives.burn_up(
            asked, months.rows, so_far, measure=_measure(months), happened=_signs(asked),
            tail_weeks=TAIL_WEEKS,
        ),
    )  # fmt: skip


def _measure(months: Answer) -> str:
    return "households_helped" if months.audience == "group" else "residents_helped"


def _draw(asked: Asked, months: Answer, target: int) -> None:
    if months.rows[_measure(months)].isna().all():
        st.markdown(as_text(page.say(asked, "Nothing has been counted yet.")))
        return
    # The months are whole ones, whatever period is compared: one drawing serves them all.
    for_all = replace(anybodys(asked, eyes(asked.viewer, "burn_up", asked.place.kind)), period="week")
    page.chart(asked, page.ask(for_all, _figure, shown=for_all, target=target, dark=is_dark()))
    st.caption(as_text(alternatives.tail(asked, TAIL_WEEKS)))


def _figure(
    viewer: Viewer, *, store: Path, snapshot: str, shown: Asked, target: int, dark: bool
) -> go.Figure:
    """The chart, remembered as answers are: Plotly checks all it is given, which takes longer than they."""
    months = answer(shown)
    words = charts.BurnUpWords(
        target=page.say(shown, "goal {target}", target=target),
        planned=page.say(shown, "planned"),
        tail=page.say(shown, "not all in yet"),
        occasions=names.occasions(shown),
        number=lambda count: page.number(shown, count),
        day=lambda day: page.day(shown, day),
        month=lambda day: page.month(shown, day, short=True),
    )
    return charts.burn_up(
        months.rows,
        words=words,
        colours=palette.of(dark=dark),
        measure=_measure(months),
        occasions=_signs(shown),
        tail_from=months.as_of - timedelta(weeks=TAIL_WEEKS),
    )


def occasions(asked: Asked) -> Answer:
    """What happened in the place, below team in the city."""
    return page.answer(asked, "occasions", **asked_of(asked))


def asked_of(asked: Asked) -> dict[str, Any]:
    """Of where: what is not published by small groups, others than the team ask of the city."""
    return {"place": asked.place} if asked.viewer.role == "team" else {"by": "city"}


def has_signs(asked: Asked) -> bool:
    """Whether signs stand under the line: not of a rounded group, its line is too coarse."""
    return asked.viewer.role == "team" or not asked.place.code


def _signs(asked: Asked) -> pd.DataFrame:
    """on_date, occasion_kind and the label of each sign."""
    if not has_signs(asked):
        return pd.DataFrame(columns=pd.Index(["on_date", "occasion_kind", "label"]))
    rows = occasions(asked).rows
    if len(rows) > _MOST_SIGNS:
        month = rows["on_date"].dt.to_period("M")
        rows = rows.groupby([month, "occasion_kind"], as_index=False).agg(
            on_date=("on_date", "min"),
            occasion_kind=("occasion_kind", "first"),
            occasions=("occasions", "sum"),
        )
    return rows.assign(label=[_label(asked, row) for row in rows.to_dict("records")])


def _label(asked: Asked, row: dict[Any, Any]) -> str:
    """'straatfeest, Lindestraat, 31 oktober 2026', or '3 keer straatfeest, oktober 2026'."""
    kind = names.occasions(asked).get(str(row["occasion_kind"]), str(row["occasion_kind"]))
    day = page.day(asked, pd.Timestamp(row["on_date"]).date())
    if isinstance(row.get("places"), str):
        return f"{kind}, {row['places']}, {day}"
    return page.say_many(
        asked, "{kind}, {day}", "{n} times {kind}, from {day}", int(row["occasions"]), kind=kind, day=day
    )
