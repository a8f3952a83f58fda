"""The burn-up of Overview: the line, what was planned, the weeks not complete, what happened when."""

from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from energiekop import charts
from energiekop.privacy import Answer
from energiekop.web import alternatives, names, page
from energiekop.web.asked import Asked
from energiekop.web.colours import colours
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
    measure = "households_helped" if months.audience == "group" else "residents_helped"
    happened = _signs(asked)
    page.tile(
        asked,
        months,
        title=page.say(asked, "How far are we?"),
        body=lambda: _draw(asked, months, measure, so_far, happened),
        text=alternatives.burn_up(
            asked, months.rows, so_far, measure=measure, happened=happened, tail_weeks=TAIL_WEEKS
        ),
    )


def _draw(asked: Asked, months: Answer, measure: str, so_far: Progress, happened: pd.DataFrame) -> None:
    if months.rows[measure].isna().all():
        st.markdown(as_text(page.say(asked, "Nothing has been counted yet.")))
        return
    words = charts.BurnUpWords(
        target=page.say(asked, "goal {target}", target=so_far.target or 0),
        planned=page.say(asked, "planned"),
        tail=page.say(asked, "not all in yet"),
        occasions=names.occasions(asked),
        number=lambda count: page.number(asked, count),
        day=lambda day: page.day(asked, day),
        month=lambda day: page.month(asked, day, short=True),
    )
    figure = charts.burn_up(
        months.rows,
        words=words,
        colours=colours(),
        measure=measure,
        occasions=happened,
        tail_from=months.as_of - timedelta(weeks=TAIL_WEEKS),
    )
    page.chart(asked, figure)
    st.caption(as_text(alternatives.tail(asked, TAIL_WEEKS)))


def occasions(asked: Asked) -> Answer:
    """What happened in the place, below team in the city."""
    return page.answer(asked, "occasions", place=asked.place if asked.viewer.role == "team" else None)


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
