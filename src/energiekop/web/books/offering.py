"""The form of a file that is handed in: whose, what is in it, and of which day; so its name in the inbox."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from energiekop.publish import inbox as inboxes
from energiekop.publish.inbox import Inbox
from energiekop.sources import KINDS, corrections, deliveries
from energiekop.web import page, passing_files
from energiekop.web.asked import Asked
from energiekop.web.books import words
from energiekop.web.escaping import small

# Counts the files that came in: the box of the next one has another name, and so is empty.
BOX = "bestandnummer"
_NEW_LIST = "+"
_IN_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Offered:
    """A file as it would lie in the inbox."""

    name: str
    content: bytes

    @property
    def identity(self) -> str:
        """Another one for another name or other bytes."""
        return f"{self.name} {hashlib.sha256(self.content).hexdigest()}"


def form(asked: Asked, into: Inbox) -> Offered | None:
    """The file with its name in the inbox; None as long as something is missing."""
    passing_files.let_this_tab_hand_in()
    file = st.file_uploader(
        page.say(asked, "A file of the municipality, a firm or a champion"),
        key=f"bestand-{st.session_state.get(BOX, 0)}",
    )
    most = page.say(
        asked,
        "At most {n} MB. A larger file is not sent: ask who runs the dashboard to put it in the folder of "
        "its party.",
        n=st.get_option("server.maxUploadSize"),
    )
    st.markdown(small(most))
    if file is None:
        return None
    body, ending = deliveries.split_name(Path(file.name))
    folder = _folder(asked, into)
    if folder is None:
        return None
    # Corrected rows are known by their name, which says which delivery they are part of.
    called = corrections.kept_name(body)
    name = f"{folder}/{called}{ending}" if called else _name(asked, into, folder, file)
    if name is None:
        return None
    if asked.demo and not st.checkbox(
        page.say(asked, "What is in it is invented: this is the demo, and whoever opens it sees it."),
        key=f"verzonnen-{file.file_id}",
    ):
        return None
    return Offered(name, file.getvalue())


def _name(asked: Asked, into: Inbox, folder: str, file: UploadedFile) -> str | None:
    """A name that says what is in it and of which day it is."""
    body, ending = deliveries.split_name(Path(file.name))
    stem = _stem(asked, folder, body)
    day = st.date_input(
        page.say(asked, "On which day was it handed over?"),
        value=_day_in(body) or (asked.reference_day if asked.demo else date.today()),
        format="DD-MM-YYYY",
        key=f"aangeleverd-op-{file.file_id}",
    )
    if stem is None or not isinstance(day, date):
        return None
    return inboxes.free_name(into, folder, stem, day, ending)


def _folder(asked: Asked, into: Inbox) -> str | None:
    """Whose file it is, as a folder of the inbox."""
    firms = sorted(path.stem for path in (into.data / "consultancy").glob("*.toml"))
    lists = sorted(path.name for path in (into.data / "community").iterdir() if path.is_dir())
    folders = {"municipal": words.sources(asked)["municipal"]}
    folders |= {f"consultancy/{firm}": firm for firm in firms}
    folders |= {f"community/{name}": name for name in lists}
    folders[_NEW_LIST] = page.say(asked, "a champion or list that is new here")
    folder: str | None = st.selectbox(
        page.say(asked, "Whose file is it?"),
        list(folders),
        index=None,
        format_func=lambda one: folders.get(one, one),
        placeholder=page.say(asked, "Choose"),
        key="van-wie",
    )
    if folder != _NEW_LIST:
        return folder
    name = st.text_input(page.say(asked, "What is the list called?"), key="nieuwe-lijst", max_chars=40)
    plain = _IN_NAME.sub("-", name.lower()).strip("-")
    return f"community/{plain}" if plain else None


def _stem(asked: Asked, folder: str, body: str) -> str | None:
    """How the file is called there: a firm's as it is, else by its kind."""
    if folder.startswith("consultancy/"):
        return _IN_NAME.sub("-", re.sub(r"\d{4}-\d{2}-\d{2}", "", body.lower())).strip("-") or "export"
    party = "municipality" if folder == "municipal" else "community"
    stems = {kind.stems[0]: name for name, kind in KINDS.items() if kind.party == party and kind.stems}
    if party == "municipality":
        stems[deliveries.AREAS_STEM] = "areas"
    called = words.kinds(asked)
    known = list(stems)
    guessed = next((nth for nth, stem in enumerate(known) if body.lower().startswith(stem)), None)
    stem: str | None = st.selectbox(
        page.say(asked, "What is in it?"),
        known,
        index=guessed,
        format_func=lambda stem: called.get(stems.get(stem, ""), stem),
        placeholder=page.say(asked, "Choose"),
        key=f"soort-{party}-{body[:40]}",
    )
    return stem


def _day_in(body: str) -> date | None:
    found = re.search(r"\d{4}-\d{2}-\d{2}", body)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
