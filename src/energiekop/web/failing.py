"""When our own code fails: a kind sentence on the page, and where it failed in the log, without any data."""

import streamlit as st

from energiekop import logs
from energiekop.web.asked import language_in
from energiekop.web.escaping import as_text
from energiekop.web.words import Speaker, say


def kindly(error: Exception) -> bool:
    """For `st.App`: the page says it in words. The log names the places in our code, not what it was doing
    it with: a message may hold what a resident typed.
    """
    logs.failed("page_failed", error)
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
