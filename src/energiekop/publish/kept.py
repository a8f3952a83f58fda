"""The kept snapshots: what each says about itself, and which go when a new one has come."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from energiekop.publish import store
from energiekop.publish.store import Snapshot

_REMOVING = ".removing-"


@dataclass(frozen=True)
class Kept:
    """A kept snapshot as a list shows it; what its files do not say, because they are broken, is None."""

    snapshot: Snapshot
    reference_day: date | None
    generation: int  # how many times a household was taken out since it was built
    size: int  # bytes


def meta(store_folder: Path, snapshot: str) -> dict[str, str]:
    """What the exact file of a snapshot says about it; nothing when it cannot be read."""
    try:
        exact = store.path(store_folder, snapshot) / "exact.duckdb"
        with duckdb.connect(str(exact), read_only=True) as con:
            return dict(con.execute("select key, value from meta").fetchall())
    except (duckdb.Error, store.UnknownSnapshot):
        return {}


def listing(store_folder: Path) -> list[Kept]:
    """Every kept snapshot, newest first."""
    return [_described(store_folder, snapshot) for snapshot in store.listing(store_folder)]


def prune(store_folder: Path, *, snapshots: int, days: int | None = None) -> list[str]:
    """Remove all beyond the newest `snapshots`, and those `days` older than the newest; returns their ids.

    Never the one in service. Who reads a removed one reads on: its files go when the last reader closes them.
    The caller holds the store's lock.
    """
    for unfinished in store_folder.glob(f"{_REMOVING}*"):
        shutil.rmtree(unfinished)
    kept = store.listing(store_folder)
    oldest = kept[0].built_at - timedelta(days=days) if kept and days is not None else None
    too_many = kept[max(snapshots, 1) :]
    too_old = [each for each in kept if oldest is not None and each.built_at < oldest]
    gone = [each.id for each in kept if (each in too_many or each in too_old) and not each.in_service]
    for snapshot in gone:
        # Out of the list in one step: a snapshot half removed would be listed and not open.
        leaving = store_folder / f"{_REMOVING}{snapshot}"
        (store_folder / snapshot).rename(leaving)
        shutil.rmtree(leaving)
    if gone:
        _remove_geometry(store_folder)
    return gone


def _remove_geometry(store_folder: Path) -> None:
    """The shapes that no kept snapshot names; when one cannot be read, all stay."""
    said = [meta(store_folder, each.id) for each in store.listing(store_folder)]
    if not all(said):
        return
    named = {value for each in said for key, value in each.items() if key.startswith(("geo_", "map_"))}
    for path in (store_folder / "geo").glob("*.geojson"):
        if path.name not in named:
            path.unlink()


def _described(store_folder: Path, snapshot: Snapshot) -> Kept:
    said = meta(store_folder, snapshot.id)
    return Kept(
        snapshot,
        date.fromisoformat(said["reference_day"]) if "reference_day" in said else None,
        int(said.get("generation", "0")),
        sum(path.stat().st_size for path in (store_folder / snapshot.id).iterdir() if path.is_file()),
    )
