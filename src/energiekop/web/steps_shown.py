"""The steps as every page shows them: bars with the page, or a chart that answers a click."""

from typing import Any

import pandas as pd
import streamlit as st

from energiekop import sheets
from energiekop.palette import STATES
from energiekop.privacy import Answer
from energiekop.sheets import Bar, Piece
from energiekop.web import alternatives, answers, names
from energiekop.web.asked import Asked
from energiekop.web.words import number, share


def states(answer: Answer) -> list[str]:
    """How households stand, as far as this viewer sees it; none where only the steps are shown."""
    return [state for state in STATES if state in answer.rows]


def steps(asked: Asked) -> Answer:
    """How households stand at each step; for who may not see that, how many took each step."""
    return answers.answer(asked, "states" if asked.viewer.role == "team" else "funnel", place=asked.place)


def as_bars(asked: Asked, answer: Answer) -> None:
    """Bars of plain HTML, there at once with the page; each with its share of the step before."""
    called = names.states(asked)
    given = [_bar(asked, row, states(answer)) for row in spoken(asked, answer).to_dict("records")]
    st.html(sheets.bars(given, states={state: called[state] for state in states(answer)}))


def legend(asked: Asked, answer: Answer) -> None:
    """The signs and colours of a chart of steps, beside their names."""
    if by_state := states(answer):
        called = names.states(asked)
        st.html(sheets.legend({state: called[state] for state in by_state}))


def in_words(asked: Asked, answer: Answer) -> str:
    """The same for who cannot see them."""
    return alternatives.steps(asked, answer.rows, states(answer))


def spoken(asked: Asked, answer: Answer) -> pd.DataFrame:
    """The rows with their numbers in `shown` as the viewer writes them: '5.100'; words such as '0-2' stay."""
    rows = answer.rows
    shown = rows["shown"] if "shown" in rows else rows["households"].astype(str)
    return rows.assign(shown=[_written(asked, said) for said in shown])


def sorted_parts(values: pd.Series) -> list[str]:
    """In the order of reading: the oldest houses first, A+++ before A, what is not known last.

    A part that joins several values stands where the first of them would.
    """

    def place(joined: str) -> tuple[tuple[bool, bool, str, int], ...]:
        return tuple(
            (value == "unknown", value != "before 1906", value.rstrip("+"), -value.count("+"))
            for value in joined.split("|")[0].split("/")
        )

    return sorted(values.unique(), key=place)


def _bar(asked: Asked, row: dict[Any, Any], by_state: list[str]) -> Bar:
    if by_state:
        pieces = tuple(Piece(state, float(row[state]), number(asked, row[state])) for state in by_state)
    else:
        pieces = (Piece("further", _or_zero(row["households"]), ""),)
    total = row["shown"] or number(asked, None)
    beside = row["conversion"]
    return Bar(
        name=names.steps(asked)[row["milestone"]],
        pieces=pieces,
        number=total,
        beside="" if pd.isna(beside) else share(asked, beside),
        in_words=alternatives.step(asked, row, by_state) if by_state else total,
    )


def _written(asked: Asked, said: Any) -> str:
    if not isinstance(said, str):
        return ""  # unknown, which is not nothing
    return number(asked, int(said)) if said.isdigit() else said


def _or_zero(count: Any) -> float:
    return 0.0 if pd.isna(count) else float(count)
