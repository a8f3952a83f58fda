"""The tables and the day that the parts of the data page share."""

from datetime import date

import streamlit as st

from energiekop import figures
from energiekop.privacy import Answer
from energiekop.web import tables
from energiekop.web.asked import Asked


def listed(asked: Asked, answer: Answer, height: int) -> None:
    """The rows of an answer, to be scrolled through."""
    st.dataframe(
        tables.on_screen(asked, answer),
        hide_index=True,
        height=height,
        alt=figures.about(answer, asked.language).title,
    )


def today(asked: Asked) -> date:
    """Whether a file is late is told by the calendar; in the demo city nothing comes in any more."""
    return asked.reference_day if asked.demo else date.today()
