"""Viewer and scope: the only way to open a snapshot.

    viewer = Viewer.champion(street="Lindestraat")
    answer = ask(viewer, "progress", by="street")
    reading = open(viewer); reading.frame("select * from consented")

The team reads the exact file and the published one, champion and adviser the shared and the published one,
the municipality the published one alone; a grant officer reads a copy of one list of the exact file, which is
not attached. What is not named is refused.
"""

from energiekop.privacy.asking import Answer, Asked, ask, eyes
from energiekop.privacy.errors import (
    NoScope,
    NoSnapshot,
    NotAllowed,
    NotForRole,
    NotPublished,
    OutOfScope,
    UnknownRole,
)
from energiekop.privacy.narrowing import Somewhere
from energiekop.privacy.reading import Reading, open
from energiekop.privacy.viewer import Scope, Viewer

__all__ = [
    "Answer",
    "Asked",
    "NoScope",
    "NoSnapshot",
    "NotAllowed",
    "NotForRole",
    "NotPublished",
    "OutOfScope",
    "Reading",
    "Scope",
    "Somewhere",
    "UnknownRole",
    "Viewer",
    "ask",
    "eyes",
    "open",
]
