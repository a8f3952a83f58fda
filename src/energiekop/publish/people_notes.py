"""What is noted about people who sign in: JSON in the private folder, changed by one at a time."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_LOCK = ".people-lock"


def read(private: Path, name: str) -> dict[str, Any]:
    """The notes of a file; nothing when there is none yet."""
    try:
        stated: dict[str, Any] = json.loads((private / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return stated


@contextmanager
def changing(private: Path, name: str) -> Iterator[dict[str, Any]]:
    """The notes, to be changed in place; written in one step at the end, by its owner alone to be read.

    Whoever else changes them waits. When something is raised inside, nothing is written.
    """
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (private / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stated = read(private, name)
        yield stated
        waiting = private / f".{name}-{os.getpid()}"
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(stated, file, ensure_ascii=False)
        waiting.replace(private / name)
