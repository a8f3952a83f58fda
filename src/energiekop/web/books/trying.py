"""What a file would change, before anything is: the whole inbox is built aside with the file in it."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st

from energiekop import figures
from energiekop.privacy import Viewer
from energiekop.publish import inbox as inboxes
from energiekop.publish.inbox import Difference, Inbox
from energiekop.web import page
from energiekop.web.asked import Asked
from energiekop.web.books import words
from energiekop.web.books.building import with_progress
from energiekop.web.books.offering import Offered
from energiekop.web.escaping import as_text


@dataclass(frozen=True)
class Tried:
    """What a file would change: records, rows handed back, residents with a plan before and after."""

    identity: str
    difference: Difference
    back: pd.DataFrame
    residents: tuple[int, int]


def attempt(asked: Asked, into: Inbox, offered: Offered) -> Tried:
    """Builds the inbox with the file in it, aside. Raises Refused as a build does."""
    with inboxes.tried(into, offered.name, offered.content) as aside:
        with_progress(asked, aside)
        return Tried(
            offered.identity,
            inboxes.difference(into.store, aside.store, offered.name),
            figures.rejected(asked.viewer, offered.name, store=aside.store),
            (_helped(asked.viewer, into.store), _helped(asked.viewer, aside.store)),
        )


def changes(asked: Asked, tried: Tried) -> None:
    """What the file would change, in numbers and in words, and the rows it would get back."""
    change, (before, after) = tried.difference, tried.residents
    page.numbers(
        asked,
        [
            (page.say(asked, "new"), page.number(asked, change.new)),
            (page.say(asked, "changed"), page.number(asked, change.changed)),
            (page.say(asked, "no longer there"), page.number(asked, change.withdrawn)),
            (page.say(asked, "handed back"), page.number(asked, change.rejected)),
        ],
    )
    said = page.say_many(
        asked,
        "The file has {n} row, {duplicate} of which we had already.",
        "The file has {n} rows, {duplicate} of which we had already.",
        change.rows,
        duplicate=change.duplicate,
    )
    helped = page.say(
        asked, "Residents with a plan: now {before}, with this file {after}.", before=before, after=after
    )
    st.markdown(as_text(f"{said} {helped}"))
    if len(tried.back):
        shown = tried.back[["row_no", "column_name", "found", "expected", "reason"]]
        why = words.reasons(asked)
        st.dataframe(
            pd.DataFrame(
                {
                    page.say(asked, "row"): shown["row_no"],
                    page.say(asked, "column"): [words.column(asked, name) for name in shown["column_name"]],
                    page.say(asked, "found"): [words.found(asked, text) for text in shown["found"]],
                    page.say(asked, "expected"): [words.expected(asked, text) for text in shown["expected"]],
                    page.say(asked, "why"): [why.get(reason, reason) for reason in shown["reason"]],
                }
            ),
            hide_index=True,
            alt=page.say(asked, "Rows that would be handed back"),
        )


def _helped(viewer: Viewer, folder: Path) -> int:
    return int(figures.progress(viewer, by="city", store=folder)["residents_helped"].sum())
