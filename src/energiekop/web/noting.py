"""What the pages tell the book (publish/audit.py): who looked at which households, and what went out."""

import os
from pathlib import Path

import streamlit as st

from energiekop.publish import audit
from energiekop.publish.audit import What
from energiekop.publish.private import beside
from energiekop.web.asked import Asked

_NOTED = "genoteerd"


def private_folder(store: Path) -> Path:
    """ENERGIEKOP_PRIVATE, else the folder beside the store."""
    named = os.environ.get("ENERGIEKOP_PRIVATE")
    return Path(named) if named else beside(store)


def note(asked: Asked, what: What, about: str) -> None:
    """A line in the book: what this viewer did, never what was found."""
    audit.write(
        private_folder(asked.store),
        role=asked.role,
        subject=asked.viewer.subject,
        what=what,
        about=about,
        snapshot=asked.snapshot,
    )


def looked(asked: Asked, about: str) -> None:
    """Households were shown by address: once for each list in a session, however often it is drawn."""
    seen: set[str] = st.session_state.setdefault(_NOTED, set())
    if (once := f"{asked.snapshot} {about}") not in seen:
        seen.add(once)
        note(asked, "looked", about)


def refused(asked: Asked, about: str) -> None:
    """Something was asked that this viewer may not see."""
    note(asked, "refused", about)
