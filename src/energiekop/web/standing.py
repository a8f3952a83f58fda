"""The line above the answer: which city and place, that the data are invented, the day they stand at."""

from datetime import date

import streamlit as st

from energiekop.web import links
from energiekop.web.asked import PERIODS, Asked
from energiekop.web.escaping import as_text, quiet
from energiekop.web.words import day, say, say_many


def standing(asked: Asked) -> None:
    """The line with what changes it, and a kind sentence for each part of the URL that made no sense."""
    with st.container(key="stand", horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(quiet(" · ".join(in_force(asked))), width="content")
        if asked.place.code:
            links.link(asked, say(asked, "Whole city"), asked.page, **links.own(), plaats=None)
        if asked.as_of != asked.reference_day:
            links.link(asked, say(asked, "Last known day"), asked.page, **links.own(), per=None)
        if asked.page not in ("straat", "subsidies"):  # nothing is compared there
            with st.popover(say(asked, "Other day or period"), type="tertiary", key="wanneer"):
                _period(asked)
                _as_of(asked)
    for what, value in asked.mistakes:
        st.info(as_text(_mistake(asked, what, value)), icon=":material/help:")
    if asked.set_aside:
        st.info(as_text(_set_aside(asked)), icon=":material/inventory_2:")
    if asked.presenting:
        st.info(
            as_text(say(asked, "Presenting: you see this page as the municipality sees it.")),
            icon=":material/co_present:",
        )


def _set_aside(asked: Asked) -> str:
    """Which files wait to be handed in again; only the team sees their names, which may hold a champion's."""
    number = len(asked.set_aside)
    words = say_many(
        asked,
        "{n} file could not be read. What it held before still counts.",
        "{n} files could not be read. What they held before still counts.",
        number,
    )
    names = ", ".join(asked.set_aside) if asked.viewer.role == "team" else ""
    return " ".join(part for part in (words, names) if part)


def in_force(asked: Asked) -> list[str]:
    """What the figures on the page are limited to: on the screen and on paper."""
    place = [asked.place.within, asked.place.name] if asked.place.code else [asked.place.name]
    words = [" › ".join(part for part in place if part)]
    if asked.demo:
        words.append(say(asked, "invented data"))
    words.append(say(asked, "as on {day}", day=day(asked, asked.as_of, weekday=True)))
    if asked.period != "week":
        words.append(period(asked))
    return words


def period(asked: Asked) -> str:
    """What 'moved' compares with."""
    return {
        "week": say(asked, "compared with a week before"),
        "month": say(asked, "compared with a month before"),
        "quarter": say(asked, "compared with a quarter before"),
    }[asked.period]


def _period(asked: Asked) -> None:
    names = {
        "week": say(asked, "a week"),
        "maand": say(asked, "a month"),
        "kwartaal": say(asked, "a quarter"),
    }
    st.session_state["periodekeuze"] = next(name for name in PERIODS if PERIODS[name] == asked.period)

    def chosen() -> None:
        name = st.session_state["periodekeuze"]
        links.choose(asked, **links.own(), periode=None if name == "week" else name)

    st.segmented_control(
        say(asked, "Compare with"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key="periodekeuze",
        on_change=chosen,
    )


def _as_of(asked: Asked) -> None:
    st.session_state["dagkeuze"] = asked.as_of

    def chosen() -> None:
        on: date | None = st.session_state["dagkeuze"]
        links.choose(asked, **links.own(), per=None if on in (None, asked.reference_day) else on)

    st.date_input(
        say(asked, "Figures as on"),
        min_value=min(date(2000, 1, 1), asked.as_of),
        max_value=asked.reference_day,
        format="DD-MM-YYYY",
        key="dagkeuze",
        on_change=chosen,
    )


def _mistake(asked: Asked, what: str, value: str) -> str:
    kind = {
        "language": say(asked, "We do not speak “{value}”. You read this page in Dutch.", value=value),
        "place": say(asked, "We do not know the place “{value}”. You see the whole city.", value=value),
        "period": say(
            asked,
            "We do not know the period “{value}”. Choose one of: {periods}. You see a week.",
            value=value,
            periods=", ".join(PERIODS),
        ),
        "as_of": say(asked, "“{value}” is not a day such as 2026-10-31. You see the last day.", value=value),
        "role": say(
            asked, "We do not know “{value}”. You see the page as the municipality sees it.", value=value
        ),
        "looks_as": say(asked, "Who you are is told by your sign-in, not by the address of the page."),
        "page": say(asked, "We do not know the page “{value}”. You see the overview.", value=value),
    }
    return kind[what]
