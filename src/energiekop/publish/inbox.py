"""A file handed in on the page: tried aside, put in the inbox, and taken back.

The door is the command line's: what is tried and what is published is a build of the whole inbox, and a file
that is taken back leaves the inbox, while the snapshot from before it goes into service again. Which files
came this way stands in the private folder, a line each, so that the last one can be taken back.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from energiekop.publish import demo_data, store, taken_back
from energiekop.sources import Refused, hashes
from energiekop.sources.refusals import said

_BOOK = "handed-in.jsonl"
_TRYING = ".trying-"
_DIFFERENCE = Path(__file__).with_name("difference.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Inbox:
    """Where files come in, where they are published, and what is kept from view."""

    data: Path
    store: Path
    private: Path

    @property
    def is_demo(self) -> bool:
        """Whether all in it is the demo city's."""
        return demo_data.is_demo(self.data, hashes(self.data))


@dataclass(frozen=True)
class HandedIn:
    """A file that came in on the page, and the snapshots before and after it."""

    name: str
    at: str  # UTC
    before: str | None
    after: str
    taken_back: bool = False


@dataclass(frozen=True)
class Difference:
    """What a file changes: rows = new + changed + duplicate + rejected, but for rows that stood there before.

    withdrawn: records that a full delivery no longer has, of this source.
    """

    rows: int
    new: int
    changed: int
    withdrawn: int
    duplicate: int
    rejected: int


def free_name(inbox: Inbox, folder: str, stem: str, day: date, ending: str) -> str:
    """A name that no file has yet: community/linde/aanmeldingen_2026-11-20.csv, else aanmeldingen-2_..."""
    nth = 1
    while True:
        name = f"{folder}/{stem}{f'-{nth}' if nth > 1 else ''}_{day.isoformat()}{ending}"
        if not (inbox.data / name).exists():
            return name
        nth += 1


@contextmanager
def tried(inbox: Inbox, name: str, content: bytes) -> Iterator[Inbox]:
    """The inbox as it would be with this file in it, with a store of its own; gone afterwards."""
    inbox.private.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=inbox.private, prefix=_TRYING) as aside:
        copy = Inbox(Path(aside) / "data", Path(aside) / "store", Path(aside) / "private")
        shutil.copytree(inbox.data, copy.data, copy_function=_link)
        kept_aside = shutil.ignore_patterns(f"{_TRYING}*", taken_back.FOLDER, _BOOK)
        shutil.copytree(inbox.private, copy.private, ignore=kept_aside)
        if (demo := copy.data / "demo.json").is_symlink():
            original = demo.resolve()
            demo.unlink()
            shutil.copy(original, demo)
        put(copy, name, content)
        yield copy


def put(inbox: Inbox, name: str, content: bytes) -> None:
    """Write the file into the inbox, whole or not at all; in the demo city it counts as the demo's.

    Raises Refused when a file of that name is there, or the name leads out of the inbox.
    """
    path = inbox.data / name
    if not path.resolve().is_relative_to(inbox.data.resolve()):
        raise Refused(
            said("{file}: found a name that leads out of the inbox. Choose another name.", file=name)
        )
    if path.exists():
        raise Refused(
            said("{file}: found a file of this name already. Choose another day or name.", file=name)
        )
    was_demo = inbox.is_demo
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}-{os.getpid()}")
    waiting.write_bytes(content)
    waiting.replace(path)
    if was_demo:
        demo_data.admit(inbox.data, name)


def remove(inbox: Inbox, name: str) -> None:
    """Out of the inbox, to the private folder: nothing that was handed in is thrown away."""
    kept = inbox.private / taken_back.FOLDER
    kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    came_at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    shutil.move(inbox.data / name, kept / f"{came_at}-{Path(name).name}")
    demo_data.withdraw(inbox.data, name)


def difference(standing: Path, tried_store: Path, name: str) -> Difference:
    """What the snapshot in service of `tried_store` has of the file `name` that `standing`'s has not."""
    with duckdb.connect() as con:
        for called, folder in (("standing", standing), ("tried", tried_store)):
            exact = store.path(folder, store.current(folder) or "") / "exact.duckdb"
            con.execute(f"attach '{str(exact).replace(chr(39), chr(39) * 2)}' as {called} (read_only)")
        [counted] = con.execute(_DIFFERENCE, {"path": name}).fetchall()
    return Difference(*(int(number) for number in counted))


def note(inbox: Inbox, name: str, *, before: str | None, after: str) -> None:
    """Write down that this file came in on the page."""
    _append(inbox, HandedIn(name, datetime.now(UTC).isoformat(timespec="seconds"), before, after))


def handed_in(inbox: Inbox) -> list[HandedIn]:
    """The files that came in on the page, the last one first; the last word about each."""
    try:
        said = (inbox.private / _BOOK).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    last = {entry.name + entry.at: entry for entry in (HandedIn(**json.loads(line)) for line in said)}
    return sorted(last.values(), key=lambda entry: entry.at, reverse=True)


def can_be_taken_back(inbox: Inbox) -> HandedIn | None:
    """The last file that came in and is still there, when nothing was published after it."""
    last = next((entry for entry in handed_in(inbox) if not entry.taken_back), None)
    if last is None or last.after != store.current(inbox.store) or not (inbox.data / last.name).is_file():
        return None
    kept = {kept.id for kept in store.listing(inbox.store)}
    return last if last.before in kept else None


def take_back(inbox: Inbox, entry: HandedIn) -> None:
    """The file out of the inbox, and the snapshot from before it in service again.

    Raises Refused when something was published after it: then the file is left out by a next build.
    """
    if can_be_taken_back(inbox) != entry or entry.before is None:
        raise Refused(
            said(
                "{file}: found that something was published after it. Go back file by file.", file=entry.name
            )
        )
    remove(inbox, entry.name)
    store.use(inbox.store, entry.before)
    _append(inbox, replace(entry, taken_back=True))


def _append(inbox: Inbox, entry: HandedIn) -> None:
    book = os.open(inbox.private / _BOOK, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(book, "a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(Path(source).resolve())
