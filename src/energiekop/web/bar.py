"""The bar on top of every page: the pages, the search box, the language, and who looks."""

import streamlit as st

from energiekop.web import links, signing_in
from energiekop.web.asked import Asked, Role
from energiekop.web.demo_viewers import Cast
from energiekop.web.escaping import as_text
from energiekop.web.places import Gazetteer, Place
from energiekop.web.words import say

_LANGUAGE_NAMES = {"nl": "NL", "en": "EN"}


def bar(asked: Asked, places: Gazetteer, cast: Cast | None) -> None:
    """Draws the bar, before the page: what is chosen here goes into the URL and so to every page."""
    with st.container(key="balk", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="merk", width="content"):
            st.markdown("**Energiekoplopers**")
        with st.container(key="paginas", horizontal=True, width="content", gap="xxsmall"):
            for name in links.offered(asked):
                with st.container(key="hier" if name == asked.page else f"naar-{name}", width="content"):
                    links.tab(asked, name)
        st.space("stretch")
        # A champion's places are her own: her page names them. A grant officer searches in the one list.
        typed = "" if asked.role in ("champion", "grants") else _search_box(asked)
        _language(asked)
        _who(asked, cast)
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
        width=250,
    ).strip()[:60]


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
            there = links.own() | {"plaats": place}
            links.link(asked, " · ".join(described(asked, place)), asked.page, **there)


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
        on_change=lambda: links.choose(
            asked, **links.own() | {"taal": _unless(st.session_state["taalkeuze"], "nl")}
        ),
    )


def _who(asked: Asked, cast: Cast | None) -> None:
    """Who looks: the team may present; in the demo anybody may look as somebody else."""
    name = say(asked, "Presenting") if asked.presenting else role_name(asked, asked.role)
    with st.popover(name, type="tertiary", key="wie"):
        if asked.role == "team":
            _presenting(asked)
        if cast:
            _role(asked, cast)
        if asked.signed_in:
            signing_in.sign_out_button(asked, asked.store)


def _presenting(asked: Asked) -> None:
    st.session_state["presenteerkeuze"] = asked.presenting
    st.toggle(
        say(asked, "Presenting"),
        help=say(asked, "Shows every page as the municipality sees it."),
        key="presenteerkeuze",
        on_change=lambda: links.choose(
            asked, **links.own() | {"presenteren": bool(st.session_state["presenteerkeuze"])}
        ),
    )


def _role(asked: Asked, cast: Cast) -> None:
    """Only in the demo: with real data it is the sign-in that says who looks."""
    names = {"team": role_name(asked, "team"), "municipality": role_name(asked, "municipality")}
    if cast.street:
        names[f"champion:{cast.street}"] = say(asked, "Champion of {street}", street=cast.street_name)
    names |= {f"adviser:{firm}": firm for firm in cast.firms}
    names["grants"] = role_name(asked, "grants")
    names.setdefault(asked.looks_as, f"{role_name(asked, asked.role)} ({asked.own})")
    st.session_state["rolkeuze"] = asked.looks_as
    st.selectbox(
        say(asked, "Look as (demo)"),
        list(names),
        format_func=names.__getitem__,
        key="rolkeuze",
        # Another role has other places, so the place does not go along.
        on_change=lambda: links.choose(
            asked, plaats=None, **{"as": _unless(st.session_state["rolkeuze"], "team")}
        ),
    )


def role_name(asked: Asked, role: Role) -> str:
    """Who looks, in words."""
    return {
        "team": say(asked, "Project team"),
        "municipality": say(asked, "Municipality"),
        "champion": say(asked, "Champion"),
        "adviser": say(asked, "Consultancy"),
        "grants": say(asked, "Grant officer"),
    }[role]


def _unless(value: str, default: str) -> str | None:
    return None if value == default else value
