"""The rows that were handed back: why, and as they came, to be corrected and handed in again."""

from dataclasses import replace

import streamlit as st

from energiekop import exports, figures
from energiekop.privacy import Answer
from energiekop.web import links, noting, page, tables
from energiekop.web.asked import Asked
from energiekop.web.books import words
from energiekop.web.books.listed import today
from energiekop.web.books.parts import Chosen
from energiekop.web.escaping import as_text, small


def handed_back(asked: Asked, chosen: Chosen) -> None:
    """The rows that were handed back, of all files or of one."""
    ledger = page.answer(asked, "ledger").rows
    paths = list(ledger["path"][ledger["rejected"] > 0])
    file = chosen.file if chosen.file in paths else None
    st.session_state["bestandkeuze"] = file
    st.selectbox(
        page.say(asked, "Of which file?"),
        paths,
        index=None,
        placeholder=page.say(asked, "All files"),
        key="bestandkeuze",
        on_change=lambda: links.choose(asked, wat="terug", bestand=st.session_state["bestandkeuze"]),
    )
    answer = page.answer(asked, "rejected", chosen={"path": file})
    noting.looked(asked, f"rejected rows of {file or 'all files'}")
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Rows handed back"),
        body=lambda: _handed_back(asked, answer, file),
        text=page.say_many(
            asked, "{n} row was handed back.", "{n} rows were handed back.", len(answer.rows)
        ),
        key="terug",
    )


def _handed_back(asked: Asked, answer: Answer, file: str | None) -> None:
    if answer.rows.empty:
        st.markdown(as_text(page.say(asked, "No row was handed back here.")))
        return
    shown = answer.rows.drop(columns=["what_to_do", "party", "source"])
    for column, said in (("column_name", words.column), ("found", words.found), ("expected", words.expected)):
        shown[column] = [said(asked, text) for text in shown[column]]
    told = tables.on_screen(asked, replace(answer, rows=shown))
    st.dataframe(told, hide_index=True, height="auto", alt=page.say(asked, "Rows handed back"))
    if file is not None:
        _to_correct_at_home(asked, file)


def _to_correct_at_home(asked: Asked, file: str) -> None:
    """The rows as they came, to be corrected and handed in again under the name they get here."""
    back = figures.handed_back(asked.viewer, file, store=asked.store, snapshot=asked.snapshot)
    if back.rows:
        name, content = exports.as_corrections(back, today(asked))
        st.download_button(
            page.say(asked, "Download these rows to correct them"),
            data=lambda: _noted(asked, file, content),
            file_name=name,
            mime="application/octet-stream",
            on_click="ignore",
            icon=":material/download:",
            key="verbeteren",
        )
        st.markdown(
            small(
                page.say(
                    asked,
                    "Correct them in Excel, keep the name of the file, and hand it in on this page. What "
                    "stands in columns that we do not use is left out.",
                )
            )
        )
    if back.lost:
        st.markdown(
            small(
                page.say_many(
                    asked,
                    "{n} row has more cells than there are headings; correct it in the file itself.",
                    "{n} rows have more cells than there are headings; correct them in the file itself.",
                    len(back.lost),
                )
            )
        )


def _noted(asked: Asked, file: str, content: bytes) -> bytes:
    noting.note(asked, "exported", f"rejected rows of {file}")
    return content
