"""The parts of Stappen: the steps as a chart that answers a click, and the households behind a piece."""

import pandas as pd
import streamlit as st

from energiekop import charts
from energiekop.catalogue import MILESTONES
from energiekop.palette import STATES
from energiekop.privacy import Answer
from energiekop.web import (
    alternatives,
    links,
    names,
    noting,
    page,
    sentences,
    so_far,
    steps_broken_down,
    steps_shown,
    steps_timed,
    steps_told,
    tables,
)
from energiekop.web.asked import Asked
from energiekop.web.colours import colours
from energiekop.web.escaping import as_text
from energiekop.web.steps_asked import NO_SPLIT, SPLITS, Chosen

_CHART = "stappenbalken"


def headline(asked: Asked) -> tuple[str, str]:
    """Where do households wait? For who may not see that: which steps they take."""
    answer = _steps(asked, NO_SPLIT)
    if answer.audience == "exact":
        return steps_told.waiting(asked, answer.rows)
    told, quiet = steps_told.taken(so_far.of_group(asked, answer), steps_shown.spoken(asked, answer))
    return told, sentences.about(asked, answer.as_of) if answer.is_protected else quiet


def split(asked: Asked, chosen: Chosen) -> None:
    """By what to split; below team it says why there is no choice."""
    if asked.viewer.role != "team":
        page.nothing(
            asked,
            page.say(
                asked,
                "Who waits too long, and the steps by firm, only the project team sees: "
                "in small groups people could be recognised.",
            ),
        )
        if offered := steps_broken_down.offered(asked):
            _choice(asked, chosen, "splits", page.say(asked, "Split by"), offered, names.splits(asked))
        elif chosen.splits != NO_SPLIT:
            steps_broken_down.too_small(asked)
        return
    _choice(asked, chosen, "splits", page.say(asked, "Split by"), list(SPLITS), names.splits(asked))


def steps(asked: Asked, chosen: Chosen) -> None:
    """The steps, split or not; a click on a piece asks for the households behind it."""
    answer = _steps(asked, chosen.splits)

    def draw() -> None:
        if answer.audience == "exact":
            _chart(asked, chosen, answer)
        else:
            steps_shown.as_bars(asked, answer)

    page.tile(
        asked,
        answer,
        title=page.say(asked, "Where do households stand?"),
        body=draw,
        text=steps_shown.in_words(asked, answer),
    )


def parts(asked: Asked, chosen: Chosen) -> None:
    """The steps by kind of dwelling or party, below the team."""
    if asked.viewer.role != "team":
        steps_broken_down.table(asked, chosen.splits)


def durations(asked: Asked) -> None:
    """How long it takes from step to step, below the team."""
    if asked.viewer.role != "team":
        steps_timed.table(asked)


def households(asked: Asked, chosen: Chosen) -> None:
    """Who are behind the piece? Chosen by a click on the chart, or here, with the keyboard. Team only."""
    if asked.viewer.role != "team":
        return
    page.heading(asked, page.say(asked, "Who is it about?"))
    _choice(asked, chosen, "stap", page.say(asked, "Step"), list(MILESTONES), names.steps(asked))
    signed = {state: alternatives.signed(asked, state) for state in STATES}
    _choice(asked, chosen, "hoe", page.say(asked, "How they stand"), list(STATES), signed)
    if chosen.is_split:
        values = steps_shown.sorted_parts(_steps(asked, chosen.splits).rows["split_value"])
        called = {"": page.say(asked, "All of them")} | {
            value: _part(asked, chosen.splits, value) for value in values
        }
        _choice(asked, chosen, "deel", names.splits(asked)[chosen.splits], list(called), called)
    if not chosen.stap:
        page.nothing(asked, page.say(asked, "Click on a bar, or choose a step, and see who it is about."))
        return
    answer = page.answer(
        asked,
        "households",
        place=asked.place,
        chosen={
            "milestone": chosen.stap,
            "state": chosen.hoe,
            "split": chosen.splits,
            "value": chosen.deel or None,
        },
    )
    piece = (asked.place.in_url, chosen.stap, chosen.hoe, chosen.splits, chosen.deel, str(asked.as_of))
    noting.looked(asked, " ".join(filter(None, ("households", *piece))))
    part = _part(asked, chosen.splits, chosen.deel)
    told = steps_told.listed(asked, len(answer.rows), chosen.stap, chosen.hoe, part)
    page.tile(asked, answer, title=told, body=lambda: _list(asked, answer.rows), text=told)


def _chart(asked: Asked, chosen: Chosen, answer: Answer) -> None:
    rows = steps_shown.spoken(asked, answer)
    is_split = chosen.is_split
    if is_split:
        rows = _in_order(rows[rows["households"] > 0])
    if rows.empty:
        st.markdown(
            as_text(page.say(asked, "In {place} nobody has taken a step yet.", place=asked.place.name))
        )
        return
    words = charts.StepsWords(
        steps=names.steps(asked),
        states=names.states(asked),
        parts={value: _part(asked, chosen.splits, value) for value in rows["split_value"]}
        if is_split
        else {},
        number=lambda count: page.number(asked, count),
    )
    figure = charts.steps(
        rows,
        words=words,
        colours=colours(),
        part="split_value" if is_split else None,
        chosen=chosen.piece,
    )
    st.plotly_chart(
        figure,
        key=_CHART,
        theme=None,
        config={"displayModeBar": False, "responsive": True},
        alt=page.say(asked, "Where do households stand?"),
        on_select=lambda: _clicked(asked, chosen),
        selection_mode="points",
    )
    steps_shown.legend(asked, answer)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Step by step, and within a step the values in the order of reading."""
    parts = {value: at for at, value in enumerate(steps_shown.sorted_parts(rows["split_value"]))}
    steps = {milestone: at for at, milestone in enumerate(MILESTONES)}
    placed = rows.assign(step=rows["milestone"].map(steps), part=rows["split_value"].map(parts))
    return placed.sort_values(["step", "part"], kind="stable")


def _clicked(asked: Asked, chosen: Chosen) -> None:
    """A click on a piece asks for its households; a second click takes nothing away."""
    points = st.session_state[_CHART].selection.points
    if points and points[0].get("customdata"):
        step, state, value, *_ = points[0]["customdata"]
        links.choose(asked, **chosen.query(stap=step, hoe=state, deel=value or ""))


def _list(asked: Asked, rows: pd.DataFrame) -> None:
    called, turns = (
        names.steps(asked),
        {whose: names.turn(asked, whose) for whose in rows["turn"].dropna().unique()},
    )
    address, days, turn = (
        page.say(asked, "Address"),
        page.say(asked, "Days waiting"),
        page.say(asked, "Whose turn"),
    )
    listed = pd.DataFrame(
        {
            address: rows["address"],
            days: rows["days_waiting"],
            turn: rows["turn"].map(turns),
            page.say(asked, "Next step"): rows["next_step"].map(called),
            page.say(asked, "Firm"): rows["firm"],
            page.say(asked, "Postcode"): rows["postcode"],
        }
    )
    st.dataframe(
        tables.blank(listed.dropna(axis="columns", how="all")),
        hide_index=True,
        height="auto",
        alt=page.say(asked, "Who is it about?"),
    )


def _choice(
    asked: Asked, chosen: Chosen, parameter: str, label: str, options: list[str], called: dict[str, str]
) -> None:
    """A choice that stands in the URL, and so in a link and behind the back button."""
    key = f"{parameter}keuze"
    stands = getattr(chosen, parameter)
    # A link may name what is not there; then nothing is chosen here, and the list says that it is empty.
    st.session_state[key] = stands if stands in options else None
    st.segmented_control(
        label,
        options,
        format_func=lambda option: called.get(option, option),
        key=key,
        wrap=True,
        on_change=lambda: links.choose(asked, **chosen.query(**{parameter: st.session_state[key] or ""})),
    )


def _steps(asked: Asked, split: str) -> Answer:
    if split not in SPLITS[1:] or asked.viewer.role != "team":
        return steps_shown.steps(asked)
    return page.answer(asked, "states", place=asked.place, chosen={"split": split})


def _part(asked: Asked, split: str, value: str) -> str:
    if (split, value) == ("firm", "unknown"):
        return page.say(asked, "no firm yet")
    return names.parts(asked).get(value, value)
