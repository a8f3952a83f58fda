"""How long it takes from step to step, for who sees rounded counts: the last quarters that are over."""

import pandas as pd
import streamlit as st

from energiekop import catalogue
from energiekop.privacy import NotPublished
from energiekop.web import names, page
from energiekop.web.asked import Asked
from energiekop.web.words import say, say_many

_QUARTERS = 4  # a year beside each other, as many as a phone holds


def table(asked: Asked) -> None:
    """One row per pair of steps, one column per quarter; nothing where this viewer may not ask it."""
    if asked.place.kind not in catalogue.figure("durations").grains.get(asked.viewer.role, ()):
        return
    try:
        answer = page.answer(asked, "durations", place=asked.place)
    except NotPublished:
        _too_few(asked)
        return
    rows = last_quarters(answer.rows)
    if rows["weeks"].isna().all():
        _too_few(asked)
        return
    title = say(asked, "How long it takes")

    def draw() -> None:
        shown = by_quarter(asked, rows)
        st.dataframe(
            shown,
            hide_index=True,
            height="auto",
            alt=title,
            column_config={shown.columns[0]: st.column_config.TextColumn(width="medium")},
        )

    page.tile(asked, answer, title=title, body=draw, text=title)


def last_quarters(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the last quarters that the answer has."""
    return rows[rows["quarter"].isin(sorted(rows["quarter"].unique())[-_QUARTERS:])]


def by_quarter(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """'From “Advice received” to “Plan chosen”', and per quarter '8 weeks'."""
    called = names.steps(asked)
    step = [
        say(asked, "From “{step}” to “{next_step}”", step=called[earlier], next_step=called[later])
        for earlier, later in zip(rows["from_step"], rows["to_step"], strict=True)
    ]
    told = rows.assign(step=step, told=[_weeks(asked, weeks) for weeks in rows["weeks"]])
    wide = told.pivot(index="step", columns="quarter", values="told").loc[list(dict.fromkeys(step))]
    wide.columns = [page.quarter(asked, quarter) for quarter in wide.columns]
    return wide.rename_axis(say(asked, "Step")).reset_index()


def _weeks(asked: Asked, weeks: int | None) -> str:
    if pd.isna(weeks):
        return say(asked, "too few to show")
    return say_many(asked, "{n} week", "{n} weeks", int(weeks))


def _too_few(asked: Asked) -> None:
    page.nothing(
        asked,
        say(
            asked,
            "How long it takes is not shown here: too few households took a step in one quarter. "
            "Choose a larger place.",
        ),
    )
