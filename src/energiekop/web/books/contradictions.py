"""Where files say different things of a household: what holds, beside what else was said."""

from dataclasses import replace

import streamlit as st

from energiekop.privacy import Answer
from energiekop.web import noting, page
from energiekop.web.asked import Asked
from energiekop.web.books import words
from energiekop.web.books.listed import listed
from energiekop.web.escaping import as_text


def contradictions(asked: Asked) -> None:
    """What holds where files say different things of a household, beside the other values."""
    answer = page.answer(asked, "contradictions")
    noting.looked(asked, "contradictions")
    told = page.say_many(
        asked,
        "Of {n} household files say different things. Beside what holds stands what else was said.",
        "Of {n} households files say different things. Beside what holds stands what else was said.",
        answer.rows["household_id"].nunique(),
    )
    if answer.rows.empty:
        told = page.say(asked, "No file contradicts another about a household.")
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Where do files contradict one another?"),
        body=lambda: _contradictions(asked, answer, told),
        text=told,
        key="tegenspraak",
    )


def _contradictions(asked: Asked, answer: Answer, told: str) -> None:
    st.markdown(as_text(told))
    if answer.rows.empty:
        return
    hidden = ["household_id", "dwelling_id", "street_id", "other_values"]
    shown = answer.rows.drop(columns=hidden)
    shown["stands"] = [words.value(asked, text) for text in shown["stands"]]
    shown["others"] = [words.values(asked, text) for text in shown["others"]]
    first = ["address", "field", "stands", "others", "rule"]
    shown = shown[[*first, *(name for name in shown if name not in first)]]
    listed(asked, replace(answer, rows=shown), 420)
