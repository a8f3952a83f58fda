"""Pages are drawn a few at a time: who comes while others are served waits for a turn.

Python draws on one core. Of twenty pages drawn at once each takes twenty times as long and the switching
costs as much again (measured with 110 people: 92 ms of work a page, 74 in turns); one after the other most
are ready at once.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

AT_ONCE = 2  # one reckons while DuckDB answers the other
PATIENCE = 10.0  # seconds; a page that takes so long does not keep all others waiting
_turns = threading.Semaphore(AT_ONCE)
_mine: ContextVar[bool] = ContextVar("turn", default=False)


@contextmanager
def taken() -> Iterator[None]:
    """Waits for a turn, and has it in the `with`; goes on without one when none comes."""
    _take()
    try:
        yield
    finally:
        _give_back()


@contextmanager
def let_others() -> Iterator[None]:
    """Gives the turn to somebody else in the `with`: for what waits itself, such as for a build."""
    had = _mine.get()
    _give_back()
    try:
        yield
    finally:
        if had:
            _take()


def _take() -> None:
    _mine.set(_turns.acquire(timeout=PATIENCE))


def _give_back() -> None:
    if _mine.get():
        _mine.set(False)
        _turns.release()
