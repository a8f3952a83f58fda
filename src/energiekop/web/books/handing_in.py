"""Handing in a file on the page: what it would change first, then the same door as `energiekop build`."""

import os
from datetime import date
from pathlib import Path

import streamlit as st

from energiekop import logs
from energiekop.publish import Refused, store
from energiekop.publish import inbox as inboxes
from energiekop.publish.inbox import HandedIn, Inbox
from energiekop.web import noting, page
from energiekop.web.asked import Asked
from energiekop.web.books import offering, trying, words
from energiekop.web.books.building import with_progress
from energiekop.web.books.trying import Tried
from energiekop.web.escaping import as_text

_TRIED, _CAME_IN, _TAKEN_BACK = "geprobeerd", "aangeleverd", "teruggenomen"


def inbox(asked: Asked) -> Inbox | None:
    """Where files go; None where nobody may hand in: no inbox is known here, or everybody can come in."""
    data = os.environ.get("ENERGIEKOP_DATA")
    if not data or not Path(data).is_dir() or os.environ.get("ENERGIEKOP_DEMO_PUBLIC") == "1":
        return None
    return Inbox(Path(data), asked.store, noting.private_folder(asked.store))


def why_not(asked: Asked) -> None:
    """Why nothing can be handed in here, and how it can."""
    if os.environ.get("ENERGIEKOP_DEMO_PUBLIC") == "1":
        text = page.say(asked, "Everybody can look at this demo, so nobody can hand in a file here.")
    else:
        text = page.say(
            asked,
            "The dashboard does not know where files go. Start it with `make run`, or with "
            "`energiekop serve --data` and the folder.",
        )
    page.nothing(asked, text)


def handing_in(asked: Asked) -> None:
    """The form, what the file would change, and the file that came in last."""
    into = inbox(asked)
    if into is None:
        why_not(asked)
        return
    with st.container(border=True, key="tegel-aanleveren"):
        st.header(as_text(page.say(asked, "Hand in a file")), anchor=False)
        _new_file(asked, into)
    _came_in(asked, into)


def publish(asked: Asked, into: Inbox, name: str, content: bytes) -> None:
    """Put the file in the inbox and publish; a file that is refused leaves the inbox again."""
    before = store.current(into.store)
    try:
        inboxes.put(into, name, content)
        try:
            built = with_progress(asked, into)
        except BaseException:
            inboxes.remove(into, name)
            raise
    except Refused as reason:
        logs.log("not_published", role=asked.role, snapshot=before or "")
        _refused(asked, reason)
        return
    logs.log("published", role=asked.role, snapshot=built["snapshot"], seconds=built["seconds"])
    inboxes.note(into, name, before=before, after=built["snapshot"])
    noting.note(asked, "handed_in", name)
    st.session_state.pop(_TRIED, None)
    st.session_state[_CAME_IN] = name
    st.session_state[offering.BOX] = st.session_state.get(offering.BOX, 0) + 1
    st.rerun()


def told(asked: Asked) -> None:
    """After a file came in: that it did, once."""
    if name := st.session_state.pop(_CAME_IN, None):
        st.success(
            as_text(page.say(asked, "{file} came in; all pages show it now.", file=name)),
            icon=":material/check:",
        )
    if name := st.session_state.pop(_TAKEN_BACK, None):
        st.success(
            as_text(page.say(asked, "{file} was taken back; all is as it was before.", file=name)),
            icon=":material/undo:",
        )


def _new_file(asked: Asked, into: Inbox) -> None:
    offered = offering.form(asked, into)
    if offered is None:
        return
    tried: Tried | None = st.session_state.get(_TRIED)
    if tried is not None and tried.identity == offered.identity:
        trying.changes(asked, tried)
        if st.button(page.say(asked, "Hand it in"), type="primary", key="aanleveren"):
            publish(asked, into, offered.name, offered.content)
    elif st.button(page.say(asked, "See what it would change"), type="primary", key="proberen"):
        try:
            st.session_state[_TRIED] = trying.attempt(asked, into, offered)
        except Refused as reason:
            _refused(asked, reason)
            return
        st.rerun()


def _came_in(asked: Asked, into: Inbox) -> None:
    """The files that came in on this page, and taking back the last one."""
    came_in = inboxes.handed_in(into)
    if not came_in:
        return
    with st.container(border=True, key="tegel-aangeleverd"):
        st.header(as_text(page.say(asked, "Handed in on this page")), anchor=False)
        last = inboxes.can_be_taken_back(into)
        for entry in came_in[:10]:
            on = date.fromisoformat(entry.at[:10])
            line = page.say(asked, "{file}, on {day}", file=entry.name, day=on)
            if entry.taken_back:
                line = page.say(asked, "{file}, on {day}, taken back", file=entry.name, day=on)
            st.markdown(as_text(line))
            label = page.say(asked, "Take it back")
            if entry == last and st.button(label, key="terugnemen", icon=":material/undo:"):
                _take_back(asked, into, entry)


def _take_back(asked: Asked, into: Inbox, entry: HandedIn) -> None:
    try:
        inboxes.take_back(into, entry)
    except Refused as reason:
        _refused(asked, reason)
        return
    noting.note(asked, "taken_back", entry.name)
    st.session_state[_TAKEN_BACK] = entry.name
    st.rerun()


def _refused(asked: Asked, reason: Refused) -> None:
    """What stands in the way, in the reader's language; what was in service stays."""
    st.warning(as_text(page.say(asked, "This cannot go in like this. Nothing was changed.")))
    for one in reason.reasons[:10]:
        st.markdown(as_text(words.refusal(asked, one)))
