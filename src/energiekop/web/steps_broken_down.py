"""The steps by kind of dwelling or party, for who sees rounded counts: what the catalogue has, no more."""

import pandas as pd
import streamlit as st

from energiekop import catalogue
from energiekop.catalogue import MILESTONES
from energiekop.disclosure import ATTRIBUTES, CROSSED, SCREEN_SENTENCE, SPLIT_BY_PARTY
from energiekop.privacy import NotPublished
from energiekop.web import names, page, steps_shown, tables
from energiekop.web.asked import Asked
from energiekop.web.escaping import small
from energiekop.web.steps_asked import NO_SPLIT


def offered(asked: Asked) -> list[str]:
    """By what this place may be broken down for this viewer; nothing when it may not."""
    kind = asked.place.kind
    if kind not in catalogue.figure("breakdown").grains.get(asked.viewer.role, ()):
        return []
    return [
        NO_SPLIT,
        *ATTRIBUTES,
        *(["party"] if kind in SPLIT_BY_PARTY else []),
        *(CROSSED if kind == "city" else ()),
    ]


def table(asked: Asked, split: str) -> None:
    """One row per part, one column per step, in the words of the rounding."""
    if split == NO_SPLIT or split not in offered(asked):
        return
    title = page.say(asked, "Which step, by kind of dwelling or party?")
    try:
        answer = page.answer(asked, "breakdown", place=asked.place, chosen={"split": split})
    except NotPublished:
        too_small(asked)
        return
    if answer.rows.empty:
        too_small(asked)
        return
    shown = _by_part(asked, steps_shown.spoken(asked, answer))

    def draw() -> None:
        # Beside the exact bars of the city: these numbers are rounded.
        st.markdown(small(SCREEN_SENTENCE[asked.language]))
        st.dataframe(
            tables.blank(shown),
            hide_index=True,
            height="auto",
            alt=title,
            column_config={shown.columns[0]: st.column_config.TextColumn(width="medium")},
        )

    page.tile(asked, answer, title=title, body=draw, text=title)


def too_small(asked: Asked) -> None:
    """What is not in the catalogue is not shown, and why."""
    page.nothing(
        asked,
        page.say(
            asked,
            "We do not show this breakdown. The group is too small: people could be recognised. "
            "Choose a larger group.",
        ),
    )


def _by_part(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    called = names.steps(asked)
    wide = rows.pivot(index=["split_value", "dwellings"], columns="milestone", values="shown")
    wide = wide.reindex(steps_shown.sorted_parts(rows["split_value"]), level="split_value")
    steps = [step for step in MILESTONES if step in wide]
    listed = wide[steps].rename(columns=called).reset_index()
    listed["dwellings"] = [page.number(asked, held) for held in listed["dwellings"]]
    listed["split_value"] = [names.part(asked, value) for value in listed["split_value"]]
    return listed.rename(
        columns={"split_value": page.say(asked, "Part"), "dwellings": page.say(asked, "Dwellings in use")}
    )
