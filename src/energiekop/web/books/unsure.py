"""Addresses that may be more than one dwelling: who knows the street chooses; the choice is a file."""

import csv
import io

import pandas as pd
import streamlit as st

from energiekop.publish import inbox as inboxes
from energiekop.web import page
from energiekop.web.asked import Asked
from energiekop.web.books import handing_in, words
from energiekop.web.escaping import as_text, small

AT_ONCE = 8  # addresses; more at once nobody reads
_FOLDER, _STEM = "community/team", "adreskeuzes"
# As the reader of community files knows them, with the column of `unsure` that fills each.
_HEADINGS = {
    "Adres": "street", "Huisnummer": "house_number", "Huisletter": "house_letter", "Toevoeging": "addition",
    "Postcode": "postcode", "Plaats": "place",
}  # fmt: skip


def choosing(asked: Asked, rows: pd.DataFrame) -> None:
    """The addresses that most rows wait for, each with the dwellings it may be."""
    if rows.empty:
        st.markdown(as_text(page.say(asked, "Of every address it is known which dwelling it is.")))
        return
    inbox = handing_in.inbox(asked)
    sought = _sought(asked, rows)
    first = rows.loc[sought].head(AT_ONCE)
    with st.form("keuzes", border=False):
        chosen = {index: _choice(asked, row) for index, row in first.iterrows()}
        more = len(rows) - len(first)
        if more:
            st.markdown(small(page.say_many(asked, "{n} more follows.", "{n} more follow.", more)))
        keep = st.form_submit_button(
            page.say(asked, "Keep these choices"), type="primary", disabled=inbox is None
        )
    if inbox is None:
        handing_in.why_not(asked)
    elif keep and (made := {index: dwelling for index, dwelling in chosen.items() if dwelling}):
        name = inboxes.free_name(inbox, _FOLDER, _STEM, asked.reference_day, ".csv")
        handing_in.publish(asked, inbox, name, as_file(asked, rows, made))
    elif keep:
        st.info(as_text(page.say(asked, "Choose a dwelling first.")))


def as_file(asked: Asked, rows: pd.DataFrame, chosen: dict[object, str]) -> bytes:
    """The choices as a file for the inbox: the address as it was typed, and the dwelling that is meant."""
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", lineterminator="\n")
    out.writerow([*_HEADINGS, "Adresseerbaarobject ID", "Gekozen op"])
    for index, dwelling in chosen.items():
        typed = rows.loc[[index]].fillna("").iloc[0]
        parts = [str(typed[column]) for column in _HEADINGS.values()]
        out.writerow([*parts, dwelling, f"{asked.reference_day:%d-%m-%Y}"])
    return text.getvalue().encode()


def _sought(asked: Asked, rows: pd.DataFrame) -> pd.Series:
    if len(rows) <= AT_ONCE:
        return pd.Series(True, rows.index)
    typed = st.text_input(
        page.say(asked, "Search in these addresses"),
        placeholder=page.say(asked, "Street and number"),
        key="zoek-onzeker",
        type="search",
        max_chars=60,
    )
    return rows["typed"].str.contains(typed.strip(), case=False, regex=False)


def _choice(asked: Asked, row: pd.Series) -> str | None:
    named = dict(zip(row["candidate_ids"].split(" "), row["candidates"].split("; "), strict=True))
    chosen: str | None = st.selectbox(
        as_text(row["typed"]),
        list(named),
        index=None,
        format_func=lambda dwelling: named.get(dwelling, dwelling),
        placeholder=page.say(asked, "Not known yet"),
        key=f"keuze-{row['typed']}",
    )
    why = words.reasons(asked).get(row["reason"], row["reason"])
    waits = page.say_many(asked, "{n} row waits for it.", "{n} rows wait for it.", int(row["rows"] or 0))
    st.markdown(small(f"{why} {waits}"))
    return chosen
