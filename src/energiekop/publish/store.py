"""The store: which snapshots are kept, which one is in service, and moving from one to the other.

A snapshot is the folder STORE/<id>; its id is the UTC second it was built and the first eight hex digits of
its content_hash, so that ids sort by time. STORE/current is a text file with the id in service, replaced in
one step: a reader sees the old id or the new one, never half a line.
"""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_ID = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{8})")
_SECOND = "%Y%m%dT%H%M%SZ"
_CURRENT = "current"


class UnknownSnapshot(LookupError):
    """A snapshot that the store does not hold; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Snapshot:
    """One kept snapshot."""

    id: str
    built_at: datetime
    content_hash8: str
    in_service: bool


def snapshot_id(built_at: datetime, content_hash: str) -> str:
    """The id of a snapshot: 20261124T065100Z-1a2b3c4d."""
    return f"{built_at.astimezone(UTC).strftime(_SECOND)}-{content_hash[:8]}"


def current(store: Path) -> str | None:
    """The id in service, or None as long as nothing was published here."""
    try:
        return (store / _CURRENT).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def path(store: Path, snapshot: str) -> Path:
    """The folder of a snapshot. Raises UnknownSnapshot when the store holds no such snapshot."""
    folder = store / snapshot
    # An id is checked before it is used as a path, so that "../elsewhere" never leaves the store.
    if not _ID.fullmatch(snapshot) or not folder.is_dir():
        raise UnknownSnapshot(
            f"The store {store} holds no snapshot {snapshot}; see `energiekop snapshots list`."
        )
    return folder


def listing(store: Path) -> list[Snapshot]:
    """Every kept snapshot, newest first. A folder under another name is no snapshot."""
    in_service = current(store)
    kept = []
    for folder in sorted(store.iterdir(), reverse=True) if store.is_dir() else []:
        parts = _ID.fullmatch(folder.name)
        if parts and folder.is_dir():
            built_at = datetime.strptime(parts[1], _SECOND).replace(tzinfo=UTC)
            kept.append(Snapshot(folder.name, built_at, parts[2], folder.name == in_service))
    return kept


def use(store: Path, snapshot: str) -> None:
    """Put a kept snapshot in service, in one step. Raises UnknownSnapshot."""
    path(store, snapshot)
    waiting = store / f".{_CURRENT}-{os.getpid()}"
    try:
        with waiting.open("w", encoding="utf-8") as file:
            file.write(f"{snapshot}\n")
            file.flush()
            os.fsync(file.fileno())  # the name must not arrive before its content when the power fails
        waiting.replace(store / _CURRENT)
    finally:
        waiting.unlink(missing_ok=True)
