"""Answers kept for a while, so that no question is put to a snapshot twice: the only cache of the screens.

Shared by everybody who looks, so its key holds as what one asks with which scope, on which day that scope
holds, of which snapshot (and which files: `forget` writes new ones under the same name), in which language,
and the whole question. Bounded, so that a server that runs for weeks does not grow.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from energiekop.privacy import Answer, Viewer
from energiekop.publish import store as snapshots

T = TypeVar("T")

# Answers; a page takes about ten, mostly of a few kB, the largest a few hundred. A hundred champions who go
# to and fro between two pages ask some 1500: with fewer kept, each throws out what the next comes back for.
KEPT = 2000
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_changing = threading.Lock()
# Who asks what somebody else is asking waits for that answer: when a snapshot comes, everybody asks the same.
_asking: dict[Hashable, threading.Lock] = {}


def remembered(
    ask: Callable[..., T], viewer: Viewer, *, store: Path, snapshot: str, **question: Hashable
) -> T:
    """`ask(viewer, store=..., snapshot=..., **question)`, or what it answered before.

    `ask` is a function with a name of its own; a frame is handed out as a copy that costs nothing. It is not
    told who asks, only as what: the answer serves all who see the same.
    """
    viewer = replace(viewer, subject="")
    files = _identity(snapshots.path(store, snapshot))
    # The day: a scope ends by the calendar, also while no new file comes in.
    key = (
        ask.__module__, ask.__qualname__, viewer, date.today(), store, snapshot, files,
        tuple(sorted(question.items())),
    )  # fmt: skip
    with _changing:
        if key in _kept:
            before: T = _known(key)
            return _handed_out(before)
        turn = _asking.setdefault(key, threading.Lock())
    with turn:
        with _changing:
            if key in _kept:  # while we waited
                meanwhile: T = _known(key)
                return _handed_out(meanwhile)
        try:
            answer = ask(viewer, store=store, snapshot=snapshot, **question)
            with _changing:
                _kept[key] = answer
                while len(_kept) > KEPT:
                    _kept.popitem(last=False)
        finally:
            with _changing:
                _asking.pop(key, None)
    return _handed_out(answer)


def _known(key: Hashable) -> Any:
    _kept.move_to_end(key)
    return _kept[key]


def forget_all() -> None:
    """For tests and measurements that must see the questions themselves."""
    with _changing:
        _kept.clear()


def _identity(folder: Path) -> tuple[int, int]:
    """Another one when a file in it was replaced: a folder's time is that of its last change of names."""
    stat = folder.stat()
    return stat.st_ino, stat.st_mtime_ns


def _handed_out(answer: T) -> T:
    """Who changes a frame changes its own copy: pandas copies on write."""
    if isinstance(answer, pd.DataFrame):
        return answer.copy(deep=False)
    if isinstance(answer, Answer):
        return replace(answer, rows=answer.rows.copy(deep=False))
    return answer
