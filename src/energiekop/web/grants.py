"""The page of the grant officer: which requests there are, and which wait for a decision."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from energiekop.privacy import Answer
from energiekop.web import noting, page, tables
from energiekop.web.asked import Asked
from energiekop.web.escaping import as_text

_DAYS_IN_WEEK = 7
_SEARCHED = ("address", "postcode", "case_no")


def listed(asked: Asked) -> Answer:
    """All requests at the page's day, noted as a look at households by address."""
    answer = page.answer(asked, "grants")
    noting.looked(asked, f"grants, as of {answer.as_of}")
    return answer


def headline(asked: Asked, rows: pd.DataFrame) -> tuple[str, str]:
    """The sentence that answers the page, and a quiet one: how many wait, and how long the longest."""
    waiting = rows["days_open"].dropna()
    if rows.empty:
        return (
            page.say(asked, "Nobody has asked for a grant yet."),
            page.say(asked, "Requests come here when the municipality hands in its list of grants."),
        )
    if waiting.empty:
        decided = page.say_many(
            asked, "The {n} request was decided.", "All {n} requests were decided.", len(rows)
        )
        return page.say(asked, "No request waits for a decision."), decided
    answer = page.say_many(
        asked,
        "**{n}** request for a grant waits for a decision.",
        "**{n}** requests for a grant wait for a decision.",
        len(waiting),
    )
    return answer, _longest(asked, int(waiting.max()))


def _longest(asked: Asked, days: int) -> str:
    if days < 2 * _DAYS_IN_WEEK:
        return page.say_many(
            asked,
            "The longest of them has waited {n} day.",
            "The longest of them has waited {n} days.",
            days,
        )
    return page.say(asked, "The longest of them has waited {n} weeks.", n=days // _DAYS_IN_WEEK)


def sought(asked: Asked, answer: Answer) -> Answer:
    """The answer with only the rows of the address, postcode or number that was typed."""
    typed = st.text_input(
        page.say(asked, "Search in these requests"),
        placeholder=page.say(asked, "Street, postcode or number"),
        key="zoek-subsidie",
        type="search",
        max_chars=60,
    )
    return replace(answer, rows=matching(answer.rows, typed or ""))


def matching(rows: pd.DataFrame, typed: str) -> pd.DataFrame:
    """Rows of which the address, postcode or number holds every word that was typed, capitals aside."""
    parts = rows[list(_SEARCHED)].fillna("")
    written = (parts["address"] + " " + parts["postcode"] + " " + parts["case_no"]).str.casefold()
    keep = pd.Series(True, index=rows.index)
    for word in typed.casefold().split():
        keep &= written.str.contains(word, regex=False)
    return rows[keep].reset_index(drop=True)


def in_words(asked: Asked, rows: pd.DataFrame) -> str:
    """What the list shows, for who does not see it."""
    waiting = int(rows["days_open"].notna().sum())
    return " ".join(
        (
            page.say_many(asked, "{n} request is in the list.", "{n} requests are in the list.", len(rows)),
            page.say_many(asked, "{n} waits for a decision.", "{n} wait for a decision.", waiting),
        )
    )


def table(asked: Asked, answer: Answer) -> None:
    """The list itself, the longest open on top; what a phone shows of it first are address and standing."""
    rows = answer.rows.head(tables.MOST_ROWS)
    if rows.empty:
        st.markdown(as_text(page.say(asked, "No request has this address, postcode or number.")))
        return
    shown = pd.DataFrame(
        {
            page.say(asked, "Address"): rows["address"],
            page.say(asked, "How it stands"): [standing(asked, row) for row in rows.to_dict("records")],
            page.say(asked, "For what"): rows["measure"],
            page.say(asked, "Amount (euro)"): [
                "" if pd.isna(amount) else page.number(asked, float(amount)) for amount in rows["amount_eur"]
            ],
            page.say(asked, "Asked on"): pd.to_datetime(rows["asked_on"]).dt.date,
            page.say(asked, "Postcode"): rows["postcode"],
            page.say(asked, "Number"): rows["case_no"],
        }
    )
    st.dataframe(
        tables.blank(shown),
        hide_index=True,
        alt=page.say(asked, "Requests for a grant, the longest open first"),
    )


def standing(asked: Asked, row: Mapping[Hashable, Any]) -> str:
    """Open 83 days; granted, 9 November 2026."""
    if not pd.isna(row["days_open"]):
        return page.say_many(asked, "open for {n} day", "open for {n} days", int(row["days_open"]))
    if pd.isna(row["decided_on"]):
        return str(row["decision"])
    return f"{row['decision']}, {page.day(asked, pd.Timestamp(row['decided_on']).date())}"
