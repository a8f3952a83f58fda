"""Which street: a champion's own, for team and municipality the one that is asked or chosen here."""

from dataclasses import replace

import streamlit as st

from energiekop import figures
from energiekop.figures.street import own_places as places_of_champion
from energiekop.privacy import Scope
from energiekop.web import page, starting
from energiekop.web.page import Asked, Place

_KINDS = ("street", "complex")


def chosen(asked: Asked) -> Place | None:
    """The street or complex to show; None while none is chosen. A champion begins at her own."""
    if asked.role != "champion":
        return asked.place if asked.place.kind in _KINDS else None
    own = own_places(asked)
    if asked.place.kind in _KINDS:
        return asked.place  # when it is another's, the figures refuse, and the page says so
    return own[0] if own else None


def own_places(asked: Asked) -> list[Place]:
    """A champion's streets and complexes."""
    places = starting.places(asked.store, asked.snapshot)
    named = (places.named(f"{kind}:{code}") for kind, code in page.ask(asked, places_of_champion))
    return [place for place in named if place is not None]


def as_seen(asked: Asked, place: Place) -> Asked:
    """The same question through the eyes of the street's champion; the municipality keeps its own."""
    if asked.viewer.role == "municipality":
        return asked
    viewer = figures.as_champion(asked.viewer, **named(place))
    if asked.role == "champion" and not asked.signed_in:
        viewer = replace(viewer, scopes=(*viewer.scopes, *_demo_list(asked, place)))
    return replace(asked, viewer=viewer, place=place)


def _demo_list(asked: Asked, place: Place) -> tuple[Scope, ...]:
    """In the demo nobody signs in, so no list is known as hers: she gets that of her wijk's champions."""
    buurt = starting.places(asked.store, asked.snapshot).one("buurt", place.within)
    wijk = buurt.within if buurt else ""
    return (Scope("list", "koplopers-" + wijk.lower().replace(" ", "-")),) if wijk else ()


def named(place: Place) -> dict[str, str]:
    """How figures are told which street or complex."""
    return {place.kind: place.code}


def chooser(asked: Asked) -> None:
    """A box to choose a street from: those of the asked place, else all."""
    places = starting.places(asked.store, asked.snapshot)
    streets = [place for place in places.places.values() if place.kind == "street"]
    here = [street for street in streets if asked.place.name in (street.within, "")] or streets
    page.sentence(asked, page.say(asked, "How is a street doing?"))

    def go() -> None:
        if (street := st.session_state["straatkeuze"]) is not None:
            page.choose(asked, plaats=street)

    st.selectbox(
        page.say(asked, "Choose a street"),
        here,
        index=None,
        format_func=lambda street: f"{street.name} · {street.within}" if street.within else street.name,
        placeholder=page.say(asked, "Type a part of its name"),
        key="straatkeuze",
        on_change=go,
    )


def others(asked: Asked, place: Place) -> None:
    """Links to the other streets of the same champion."""
    if asked.role == "champion":
        for own in own_places(asked):
            if own != place:
                page.link(asked, own.name, "straat", plaats=own)
