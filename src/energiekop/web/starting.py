"""Where a rerun starts: which snapshot is in service, may it be shown, and what does the URL ask of it."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

import energiekop
from energiekop import logs, privacy
from energiekop.locale import Language
from energiekop.privacy import NoSnapshot, Viewer
from energiekop.publish import store
from energiekop.web import demo_viewers, sign_in_settings, signing_in
from energiekop.web.asked import Asked, language_in, read
from energiekop.web.demo_viewers import Cast
from energiekop.web.escaping import as_text
from energiekop.web.places import Gazetteer, gazetteer
from energiekop.web.remembered import remembered
from energiekop.web.words import Speaker, say

_PUBLIC = Viewer.municipality()
_TOLD = "koekjegeweigerd"
_shown = {"snapshot": ""}


class RealData(RuntimeError):
    """The snapshot is not the demo city, and nobody can sign in yet; the message says what to do."""


def question(parameters: Mapping[str, str], folder: Path, snapshot: str | None) -> Asked:
    """What the URL asks of this snapshot. Raises NoSnapshot, UnknownSnapshot or RealData."""
    if snapshot is None:
        raise NoSnapshot("Nothing was published yet.")
    meta = remembered(_meta, _PUBLIC, store=folder, snapshot=snapshot)
    _picked_up(snapshot)
    looks = None
    if sign_in_settings.configured():
        _tell_of_a_cookie_that_is_none()
        token = parameters.get(signing_in.INVITATION, "")
        looks = signing_in.viewer(Speaker(language_in(parameters)), folder, token)
    else:
        refuse_real_data(meta)
    return read(
        parameters,
        places(folder, snapshot),
        store=folder,
        snapshot=snapshot,
        reference_day=date.fromisoformat(meta["reference_day"]),
        demo=meta.get("demo") == "1",
        signed_in=looks,
        set_aside=tuple(name for name in meta.get("set_aside", "").split("\n") if name),
    )


def places(folder: Path, snapshot: str) -> Gazetteer:
    """The places of the snapshot."""
    return remembered(gazetteer, _PUBLIC, store=folder, snapshot=snapshot)


def cast(asked: Asked) -> Cast | None:
    """Whom one can look as: in the demo alone."""
    if not asked.demo or asked.signed_in:
        return None
    return remembered(demo_viewers.cast, Viewer.team("demo"), store=asked.store, snapshot=asked.snapshot)


def refuse_real_data(meta: Mapping[str, str]) -> None:
    """Without sign-in only the demo city is shown. Raises RealData."""
    if meta.get("demo") != "1":
        raise RealData(
            "The store holds real data, and without sign-in everybody could see it: "
            "only the demo city is served. Build a store from `energiekop demo`."
        )


def _tell_of_a_cookie_that_is_none() -> None:
    """Writes in the log, once a tab, that somebody came with a sign-in that is not ours or is over."""
    came_with = any(name.startswith(USER_COOKIE_NAME) for name in st.context.cookies)
    if came_with and not st.user.is_logged_in and not st.session_state.get(_TOLD):
        st.session_state[_TOLD] = True
        logs.log("cookie_refused", "warning")


def _picked_up(snapshot: str) -> None:
    """Writes in the log that pages are drawn from another snapshot than before: once, by whoever is first."""
    if _shown["snapshot"] != snapshot:
        _shown["snapshot"] = snapshot
        logs.log("snapshot_picked_up", snapshot=snapshot)


def refuse_to_start_with_real_data() -> None:
    """Ends the program, with the reason, when the store in service is not the demo city."""
    folder = Path(os.environ["ENERGIEKOP_STORE"])
    snapshot = store.current(folder)
    if snapshot is None or sign_in_settings.configured():
        return
    try:
        refuse_real_data(_meta(_PUBLIC, store=folder, snapshot=snapshot))
    except RealData as reason:
        sys.exit(f"energiekop serve: refused. {reason}")
    except (NoSnapshot, store.UnknownSnapshot):
        return  # the page says that there are no figures yet


def started() -> None:
    """Writes in the log what this server begins with."""
    logs.log(
        "started",
        version=energiekop.__version__,
        snapshot=store.current(Path(os.environ["ENERGIEKOP_STORE"])) or "",
        sign_in=sign_in_settings.configured(),
    )


def nothing_yet(language: Language) -> None:
    """The page of a store in which nothing was published."""
    speaker = Speaker(language)
    st.title(as_text(say(speaker, "Here you will see how many residents have a plan.")), anchor=False)
    st.markdown(
        as_text(say(speaker, "There are no figures yet. Hand in the files, then run `make run`.")), width=640
    )


def refused(language: Language, reason: RealData) -> None:
    """The page of a store with real data: it says why there is nothing to see."""
    speaker = Speaker(language)
    st.title(as_text(say(speaker, "These figures are not shown here.")), anchor=False)
    st.markdown(
        as_text(
            say(
                speaker,
                "They are about real residents, and on this page nobody has to sign in yet. "
                "Ask the project team.",
            )
        )
    )


def _meta(viewer: Viewer, *, store: Path, snapshot: str) -> dict[str, str]:
    return privacy.open(viewer, store, snapshot=snapshot).meta
