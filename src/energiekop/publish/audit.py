"""Who looked at what: a book in the private folder that only grows, and in which a change shows.

One line of JSON per event, a file per month: number, moment, who (role and subject), what, about what, which
snapshot; and the hash of the line before, so that a line that was changed, taken out or moved breaks the
chain. The number and hash of the last line stand in a file of their own, so that a cut end shows too. Whoever
can write everything can forge everything: `last` is for noting down elsewhere, `verify` compares with it.

It never holds the data itself: a household stands in it under a keyed hash.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from energiekop import logs

What = Literal[
    "signed_in", "signed_out", "refused", "looked", "exported", "handed_in", "taken_back", "forgotten",
    "told_own_data", "agreed", "thrown_away", "invited", "took_invitation", "invitation_taken_back",
    "groups_renewed",
]  # fmt: skip
_FOLDER, _LAST, _LOCK = "audit", "last.json", ".lock"
_NOTHING = "0" * 64
_LONGEST = 65_536  # bytes of a line
# What shows households by address, by the first word of `about`; and how a place is named in it.
_WITH_ADDRESSES = ("households", "neighbours", "contradictions", "unsure", "rejected", "grants")
_PLACE_KINDS = ("stadsdeel", "gebied", "wijk", "buurt", "street", "complex")
_FIELDS = ("number", "at", "role", "subject", "what", "about", "snapshot", "before")


@dataclass(frozen=True)
class Entry:
    """One event. `about` names a page, a figure, a file or a household's key; never what was found there."""

    number: int
    at: str  # UTC, to the second
    role: str
    subject: str
    what: str
    about: str
    snapshot: str
    before: str  # hash of the line before
    hash: str


@dataclass(frozen=True)
class Last:
    """The end of the book, and of what was thrown away at its beginning; for noting down elsewhere."""

    number: int
    hash: str
    began_after: int = 0
    began_hash: str = _NOTHING


def write(
    private: Path, *, role: str, subject: str, what: What, about: str = "", snapshot: str = ""
) -> Entry:
    """Add a line. Safe with several processes: each waits for the line before it."""
    folder = _folder(private)
    with _alone(folder):
        last = _end(folder)
        now = datetime.now(UTC)
        line = {
            "number": last.number + 1, "at": now.isoformat(timespec="seconds"), "role": role,
            "subject": subject, "what": what, "about": about, "snapshot": snapshot, "before": last.hash,
        }  # fmt: skip
        entry = Entry(**line, hash=_hash(line))  # type: ignore[arg-type]
        path = folder / f"{now:%Y-%m}.jsonl"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as book:
            book.write((json.dumps(asdict(entry), ensure_ascii=False) + "\n").encode())
        _put_last(folder, Last(entry.number, entry.hash, last.began_after, last.began_hash))
    logs.log(what, role=role, snapshot=snapshot, book=entry.number)  # who and about what stand in the book
    return entry


def household_key(secret: bytes, dwelling_id: str) -> str:
    """How a household stands in the book: known again by whoever has the secret, and by nobody else."""
    return hmac.new(secret, f"audit|{dwelling_id}".encode(), hashlib.sha256).hexdigest()[:16]


def entries(private: Path) -> Iterator[Entry]:
    """Every line, oldest first. Raises ValueError for a line that is no entry, with its place."""
    folder = private / _FOLDER
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                yield Entry(**json.loads(line))
            except (TypeError, ValueError):
                raise ValueError(f"audit/{path.name}, line {number}: found a line that is no entry") from None


def looks(private: Path, places: frozenset[str]) -> list[Entry] | None:
    """Lists with addresses that were shown or went out and that may have held a household of these places.

    places: as `street:<id>`, `buurt:<code>`; a list that names no place is of the whole city. None where no
    book is kept.
    """
    if not (private / _FOLDER).is_dir():
        return None
    return [
        entry
        for entry in entries(private)
        if entry.what in ("looked", "exported") and _may_have_shown(entry.about, places)
    ]


def _may_have_shown(about: str, places: frozenset[str]) -> bool:
    first, *others = about.split()
    named = {word.rstrip(",") for word in others if word.partition(":")[0] in _PLACE_KINDS and ":" in word}
    return first in _WITH_ADDRESSES and (not named or bool(named & places))


def last(private: Path) -> Last:
    """The number and the hash of the last line."""
    return _end(private / _FOLDER)


def verify(private: Path, *, noted: str | None = None) -> list[str]:
    """What was changed, taken out, moved or cut off, a sentence each; nothing when the book is whole.

    noted: a hash that was written down elsewhere; it must stand in the book.
    """
    folder = private / _FOLDER
    said, end = [], _end(folder)
    before, number, seen = end.began_hash, end.began_after, set[str]()
    try:
        for entry in entries(private):
            line = {name: getattr(entry, name) for name in _FIELDS}
            if entry.hash != _hash(line):
                said.append(f"Line {entry.number} of {entry.at[:10]} was changed.")
            if entry.number != number + 1 or entry.before != before:
                said.append(
                    f"Before line {entry.number} of {entry.at[:10]} something was taken out or moved."
                )
            before, number = entry.hash, entry.number
            seen.add(entry.hash)
    except ValueError as broken:
        return [*said, f"{broken}."]
    if (number, before) != (end.number, end.hash):
        said.append(f"The end is missing: line {end.number} was written, line {number} is the last.")
    if noted is not None and noted not in seen:
        said.append(f"The hash {noted[:16]}… that was noted is not in the book.")
    return said


def forget_before(private: Path, *, months: int) -> int:
    """Throw away whole months older than `months` before this one; how many lines.

    The chain goes on: where it begins now is kept, and a line says what went; nobody's cut passes for it.
    """
    folder = private / _FOLDER
    if not folder.is_dir():
        return 0
    with _alone(folder):
        day = datetime.now(UTC).replace(day=1)
        for _ in range(months):
            day = (day - timedelta(days=1)).replace(day=1)
        old = [path for path in sorted(folder.glob("*.jsonl")) if path.stem < f"{day:%Y-%m}"]
        lines = [json.loads(line) for path in old for line in path.read_text(encoding="utf-8").splitlines()]
        if lines:
            end = _last(folder)
            _put_last(folder, Last(end.number, end.hash, lines[-1]["number"], lines[-1]["hash"]))
        for path in old:
            path.unlink()
    if lines:
        gone = f"lines {lines[0]['number']} to {lines[-1]['number']}, kept for {months} months"
        write(private, role="", subject="energiekop build", what="thrown_away", about=gone)
    return len(lines)


def _hash(line: dict[str, object]) -> str:
    return hashlib.sha256(
        json.dumps([line[name] for name in _FIELDS], ensure_ascii=False).encode()
    ).hexdigest()


def _folder(private: Path) -> Path:
    folder = private / _FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _end(folder: Path) -> Last:
    """Where the next line goes: after a line whose writer was killed before it could note it as the last."""
    end = _last(folder)
    newest = max(folder.glob("*.jsonl"), default=None)
    if newest is None:
        return end
    with newest.open("rb") as book:
        book.seek(max(newest.stat().st_size - _LONGEST, 0))
        tail = book.read().splitlines()
    try:
        entry = Entry(**json.loads(tail[-1]))
    except (IndexError, TypeError, ValueError):
        return end
    follows = entry.number == end.number + 1 and entry.before == end.hash
    return Last(entry.number, entry.hash, end.began_after, end.began_hash) if follows else end


def _last(folder: Path) -> Last:
    try:
        return Last(**json.loads((folder / _LAST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Last(0, _NOTHING)


def _put_last(folder: Path, end: Last) -> None:
    waiting = folder / f".{_LAST}-{os.getpid()}"
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(end), file)
    waiting.replace(folder / _LAST)
