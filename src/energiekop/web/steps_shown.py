"""The steps as every page shows them: bars with the page, or a chart that answers a click."""

from typing import Any

import pandas as pd
import streamlit as st

from energiekop import sheets
from energiekop.palette import STATES
from energiekop.privacy import Answer
from energiekop.sheets import Bar, Piece
from energiekop.web import alternatives, names
from energiekop.web.asked import Asked
from energiekop.web.words import number, share


def states(answer: Answer) -> list[str]:
    """How households stand, as far as this viewer sees it; none where only the steps are shown."""
    return [state for state in STATES if state in answer.rows]


def as_bars(asked: Asked, answer: Answer) -> None:
    """Bars of plain HTML, there at once with the page."""
    called = names.states(asked)
    given = [_bar(asked, row, states(answer)) for row in with_share(answer)]
    st.html(sheets.bars(given, states={state: called[state] for state in states(answer)}))


def legend(asked: Asked, answer: Answer) -> None:
    """The signs and colours of a chart of steps, beside their names."""
    if by_state := states(answer):
        called = names.states(asked)
        st.html(sheets.legend({state: called[state] for state in by_state}))


def in_words(asked: Asked, answer: Answer) -> str:
    """The same for who cannot see them."""
    return alternatives.steps(asked, answer.rows, states(answer))


def with_share(answer: Answer) -> list[dict[str, Any]]:
    """Each step with its share of the step before; unknown where one of the two is."""
    rows = answer.rows.assign(share=answer.rows["households"] / answer.rows["households"].shift())
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _bar(asked: Asked, row: dict[str, Any], by_state: list[str]) -> Bar:
    if by_state:
        pieces = tuple(Piece(state, float(row[state]), number(asked, row[state])) for state in by_state)
    else:
        pieces = (Piece("further", _or_zero(row["households"]), ""),)
    shown = row.get("shown")
    total = shown if isinstance(shown, str) and shown else number(asked, row["households"])
    return Bar(
        name=names.steps(asked)[str(row["milestone"])],
        pieces=pieces,
        number=total,
        beside="" if pd.isna(row["share"]) else share(asked, row["share"]),
        in_words=alternatives.step(asked, row, by_state) if by_state else total,
    )


def _or_zero(count: Any) -> float:
    return 0.0 if pd.isna(count) else float(count)
