"""One writer at a time on a store: a build, or `forget`; what a killed one left behind is removed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from energiekop.publish import private, store
from energiekop.sources import Refused
from energiekop.sources.refusals import said

PUBLISHING = ".publishing"  # names the snapshot that is being put in service
_WORK = ".building-"


@contextmanager
def alone(store_folder: Path, private_folder: Path) -> Iterator[None]:
    """Holds the store's lock; raises Refused when another has it, or when the private folder lies in it."""
    store_folder.mkdir(parents=True, exist_ok=True)
    private.open_folder(private_folder, store_folder)
    with (store_folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                said("Another build is at work on {store}; wait for it and try again.", store=store_folder)
            ) from None
        _clean(store_folder)
        yield


@contextmanager
def work_folder(store_folder: Path) -> Iterator[Path]:
    """An empty folder in the store, on the same disk as what it will become; gone afterwards."""
    folder = store_folder / f"{_WORK}{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clean(folder: Path) -> None:
    for leftover in (*folder.glob(f"{_WORK}*"), *folder.glob(".current-*"), *(folder / "geo").glob(".*")):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    publishing = folder / PUBLISHING
    if publishing.is_file():
        unfinished = publishing.read_text(encoding="utf-8").strip()
        if unfinished and unfinished != store.current(folder):
            shutil.rmtree(folder / unfinished, ignore_errors=True)
        publishing.unlink()
