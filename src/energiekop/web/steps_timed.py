"""How long it takes from step to step, for who sees rounded counts: the last quarters that are over."""

import pandas as pd
import streamlit as st

from energiekop import catalogue
from energiekop.privacy import NotPublished
from energiekop.web import names, page
from energiekop.web.asked import Asked
from energiekop.web.words import say, say_many

_QUARTERS = 4  # a year


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
        st.dataframe(by_quarter(asked, rows), hide_index=True, height="auto", alt=title)

    page.tile(asked, answer, title=title, body=draw, text=title)


def last_quarters(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of the last quarters that the answer has."""
    return rows[rows["quarter"].isin(sorted(rows["quarter"].unique())[-_QUARTERS:])]


def by_quarter(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """From which step to which, and per quarter '8 weeks'."""
    told = rows.assign(weeks=[_weeks(asked, weeks) for weeks in rows["weeks"]])
    pairs = rows[["from_step", "to_step"]].drop_duplicates()
    wide = told.pivot(index=["from_step", "to_step"], columns="quarter", values="weeks")
    shown = pairs.replace(names.steps(asked))
    shown.columns = pd.Index([say(asked, "From"), say(asked, "To")])
    for first_day in wide:
        of_quarter = wide[first_day].loc[pd.MultiIndex.from_frame(pairs)]
        shown[page.quarter(asked, pd.Timestamp(str(first_day)))] = of_quarter.to_numpy()
    return shown


def _weeks(asked: Asked, weeks: int | None) -> str:
    if pd.isna(weeks):
        return say(asked, "too few to show")
    return say_many(asked, "{n} week", "{n} weeks", int(weeks))


def _too_few(asked: Asked) -> None:
    page.nothing(
        asked,
        say(asked, "Too few households took a step here in one quarter to show how long it takes."),
    )
