"""When our own code fails: a kind sentence on the page, and where it failed in the log, without any data."""

import logging
import traceback

import streamlit as st

from energiekop.web.asked import language_in
from energiekop.web.escaping import as_text
from energiekop.web.words import Speaker, say

_LOG = logging.getLogger("energiekop")


def kindly(error: Exception) -> bool:
    """For `st.App`: the page says it in words. The log names the places in our code, not what it was doing
    it with: a message may hold what a resident typed.
    """
    steps = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{step.filename}:{step.lineno}" for step in reversed(steps))
    _LOG.error("A page failed with %s at %s", type(error).__name__, where)
    with st.container(key="mislukt"):
        st.error(
            as_text(
                say(
                    Speaker(language_in(st.query_params)),
                    "Something went wrong on our side. The figures are not lost. Choose another page, or try "
                    "again in a moment.",
                )
            )
        )
    return True
