"""The bar on top of every page: the pages, the search box, the language, and who looks."""

from datetime import date

import streamlit as st

from energiekop.web import links
from energiekop.web.asked import PERIODS, ROLES, Asked, Role
from energiekop.web.escaping import as_text
from energiekop.web.places import Gazetteer, Place
from energiekop.web.words import say

_LANGUAGE_NAMES = {"nl": "NL", "en": "EN"}


def bar(asked: Asked, places: Gazetteer) -> None:
    """Draws the bar, before the page: what is chosen here goes into the URL and so to every page."""
    with st.container(key="balk", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="merk", width="content"):
            st.markdown("**Energiekoplopers**")
        with st.container(key="paginas", horizontal=True, width="content", gap="xxsmall"):
            for name in links.offered(asked):
                with st.container(key="hier" if name == asked.page else f"naar-{name}", width="content"):
                    links.link(asked, links.title(asked, name), name)
        st.space("stretch")
        typed = _search_box(asked)
        _language(asked)
        _choices(asked)
    if typed:
        _found(asked, places, typed)


def _search_box(asked: Asked) -> str:
    # Another place is another box, so that what was typed goes once a place is chosen.
    return st.text_input(
        say(asked, "Search for a place"),
        placeholder=say(asked, "Search street, buurt, postcode …"),
        label_visibility="collapsed",
        key=f"zoek-{asked.place.in_url}",
        type="search",
        max_chars=60,
        width=250,
    ).strip()


def _found(asked: Asked, places: Gazetteer, typed: str) -> None:
    found = places.found(typed)
    with st.container(key="gevonden", border=True, gap="xxsmall"):
        if not found:
            st.markdown(
                as_text(
                    say(
                        asked,
                        "Nothing is called “{typed}” here. Try part of a name, or a postcode like 1011 AB.",
                        typed=typed,
                    )
                )
            )
        for place in found:
            links.link(asked, " · ".join(described(asked, place)), asked.page, plaats=place)


def described(asked: Asked, place: Place) -> list[str]:
    """Lindestraat · street · in Klokhoek."""
    kind = {
        "city": say(asked, "city"),
        "stadsdeel": say(asked, "stadsdeel"),
        "gebied": say(asked, "gebied"),
        "wijk": say(asked, "wijk"),
        "buurt": say(asked, "buurt"),
        "street": say(asked, "street"),
        "complex": say(asked, "building"),
    }[place.kind]
    return [place.name, kind, *([say(asked, "in {place}", place=place.within)] if place.within else [])]


def _language(asked: Asked) -> None:
    st.session_state["taalkeuze"] = asked.language
    st.segmented_control(
        say(asked, "Language"),
        list(_LANGUAGE_NAMES),
        format_func=_LANGUAGE_NAMES.__getitem__,
        required=True,
        key="taalkeuze",
        label_visibility="collapsed",
        on_change=lambda: links.choose(asked, taal=_unless(st.session_state["taalkeuze"], "nl")),
    )


def _choices(asked: Asked) -> None:
    """What stays as it is for most viewers most of the time: period, day, and in the demo who looks."""
    with st.popover(role_name(asked, asked.role), type="tertiary", key="keuzes"):
        _period(asked)
        _as_of(asked)
        if asked.role == "team":
            _presenting(asked)
        if asked.demo:
            _role(asked)


def _period(asked: Asked) -> None:
    names = {
        "week": say(asked, "a week"),
        "maand": say(asked, "a month"),
        "kwartaal": say(asked, "a quarter"),
    }
    st.session_state["periodekeuze"] = next(
        name for name, period in PERIODS.items() if period == asked.period
    )
    st.segmented_control(
        say(asked, "Compare with"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key="periodekeuze",
        on_change=lambda: links.choose(asked, periode=_unless(st.session_state["periodekeuze"], "week")),
    )


def _as_of(asked: Asked) -> None:
    st.session_state["dagkeuze"] = asked.as_of

    def chosen() -> None:
        day: date | None = st.session_state["dagkeuze"]
        links.choose(asked, per=None if day in (None, asked.reference_day) else day)

    st.date_input(
        say(asked, "Figures as on"),
        min_value=date(2000, 1, 1),
        max_value=asked.reference_day,
        format="DD-MM-YYYY",
        key="dagkeuze",
        on_change=chosen,
    )


def _presenting(asked: Asked) -> None:
    st.session_state["presenteerkeuze"] = asked.presenting
    st.toggle(
        say(asked, "Presenting"),
        help=say(asked, "Shows every page as the municipality sees it."),
        key="presenteerkeuze",
        on_change=lambda: links.choose(asked, presenteren=bool(st.session_state["presenteerkeuze"])),
    )


def _role(asked: Asked) -> None:
    """Only in the demo: with real data it is the sign-in that says who looks."""
    owned = {"champion": "", "adviser": ""}
    st.session_state["rolkeuze"] = asked.role
    st.selectbox(
        say(asked, "Look as (demo)"),
        [role for role in ROLES if role not in owned or role == asked.role],
        format_func=lambda role: role_name(asked, role),
        key="rolkeuze",
        on_change=lambda: links.choose(asked, **{"as": _unless(st.session_state["rolkeuze"], "team")}),
    )


def role_name(asked: Asked, role: Role) -> str:
    """Who looks, in words."""
    return {
        "team": say(asked, "Project team"),
        "municipality": say(asked, "Municipality"),
        "champion": say(asked, "Champion"),
        "adviser": say(asked, "Consultancy"),
    }[role]


def _unless(value: str, default: str) -> str | None:
    return None if value == default else value
