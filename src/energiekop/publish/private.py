"""The private folder: the secret of the draws and the groups drawn with it. Never inside the store.

The secret is 32 random bytes, one per city. Lost, a build refuses until `energiekop secret new --yes`, which
begins a new series of figures. Demo data uses the fixed secret `demo`, which real data never accepts.
"""

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from energiekop.disclosure import FROZEN, Groups, cell_keys, draw_groups
from energiekop.sources import Refused

DEMO_SECRET = b"demo"
_SECRET_BYTES = 32
_GROUPS = "groups"
_FIGURES = "figures.parquet"
_GROUP_FRAMES = ("cells", "members", "dwellings")
# Groups drawn for another register than this one would describe nothing: under this share it is refused.
_SAME_REGISTER = 0.5


@dataclass(frozen=True)
class Catalogue:
    """The groups that may have a figure; `cells` has the secret `cell_key` of each beside it."""

    groups: Groups
    cells: pd.DataFrame


def beside(store: Path) -> Path:
    """Where the private folder of a store is when nobody says otherwise."""
    return store.with_name(f"{store.name}-private")


def open_folder(private: Path, store: Path) -> Path:
    """The private folder, made with mode 0700; raises Refused when it lies inside the store."""
    if private.resolve().is_relative_to(store.resolve()):
        raise Refused(f"The private folder {private} lies inside the store; name another with --private.")
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    private.chmod(0o700)
    return private


def secret(private: Path, *, demo: bool, published_before: bool) -> bytes:
    """The secret of the draws; a first build on real data makes one. Raises Refused when it is lost."""
    if demo:
        return DEMO_SECRET
    path = private / "secret"
    if path.is_file():
        found = path.read_bytes()
        if found.strip() == DEMO_SECRET or len(found) < _SECRET_BYTES:
            raise Refused(
                f"{path}: found a secret of {len(found)} bytes, expected {_SECRET_BYTES} random ones. "
                "Put the true secret back, or begin a new series with `energiekop secret new --yes`."
            )
        return found
    # Groups without their secret: the folder came back from a back-up that was not whole.
    if published_before or _drawn(private) is not None:
        raise Refused(
            f"The secret in {private} is lost, and figures were published with it. Put it back from its "
            "back-up, or begin a new series of figures with `energiekop secret new --yes`."
        )
    return new_secret(private)


def standing_secret(private: Path) -> bytes:
    """The secret as it stands, that of the demo where none was made: for keys, never for figures."""
    path = private / "secret"
    return path.read_bytes() if path.is_file() else DEMO_SECRET


def new_secret(private: Path) -> bytes:
    """Make a new secret in the private folder, readable by its owner alone; groups keep, keys change."""
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = secrets.token_bytes(_SECRET_BYTES)
    waiting = private / f".secret-{os.getpid()}"
    with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(private / "secret")
    return made


def catalogue(private: Path, register: pd.DataFrame, key: bytes, *, demo: bool, city_name: str) -> Catalogue:
    """The groups as first drawn, kept with the secret; drawn now when there are none.

    Real data keeps them until `catalogue renew`, whatever the register does; demo data draws them anew.
    """
    clean(private)
    kept = None if demo else kept_groups(private)
    groups = kept or draw_groups(register, city_name=city_name)
    if kept is not None:
        known = groups.dwellings["dwelling_id"].isin(register["dwelling_id"]).mean()
        if known < _SAME_REGISTER:
            raise Refused(
                f"The groups in {private} are of another register: {known:.0%} of their dwellings are "
                "in this one. Use the private folder of this city, or run `energiekop catalogue renew`."
            )
    elif not demo:
        _write(private / _GROUPS, groups)
    return Catalogue(groups, groups.cells.merge(cell_keys(groups, key), on="cell_id"))


def clean(private: Path) -> None:
    """Remove what a killed build left half written."""
    for leftover in (*private.glob(".groups-*"), *private.glob(".secret-*"), *private.glob(".forgotten-*")):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def kept_groups(private: Path) -> Groups | None:
    """The groups as last drawn; None when none are kept, as of demo data."""
    folder = _drawn(private)
    if folder is None:
        return None
    with duckdb.connect() as con:
        frames = {name: con.read_parquet(str(folder / f"{name}.parquet")).df() for name in _GROUP_FRAMES}
    return Groups(**frames)


def kept_figures(private: Path) -> pd.DataFrame:
    """The figures that were published with the groups of before, as `disclosure.FROZEN`."""
    folder = _drawn(private)
    if folder is None or not (folder / _FIGURES).is_file():
        return pd.DataFrame(columns=pd.Index(FROZEN))
    return pd.read_parquet(folder / _FIGURES)


def renew(private: Path, groups: Groups, figures: pd.DataFrame) -> Path:
    """Keep these groups from now on, and `disclosure.FROZEN` of what was published; returns where.

    Those of before stay beside them: a name that is later in order is the one that counts.
    """
    made = private / f"{_GROUPS}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    _write(made, groups, figures)
    return made


def generation(private: Path) -> str:
    """Which groups count: '' as first drawn, another word each time that they are renewed."""
    folder = _drawn(private)
    return "" if folder is None or folder.name == _GROUPS else folder.name


def _drawn(private: Path) -> Path | None:
    return max((path for path in private.glob(f"{_GROUPS}*") if path.is_dir()), default=None)


def _write(folder: Path, groups: Groups, figures: pd.DataFrame | None = None) -> None:
    waiting = folder.with_name(f".groups-{os.getpid()}")
    waiting.mkdir(mode=0o700)
    with duckdb.connect() as con:
        for name in _GROUP_FRAMES:
            con.from_df(getattr(groups, name)).write_parquet(str(waiting / f"{name}.parquet"))
        if figures is not None:
            con.from_df(figures).write_parquet(str(waiting / _FIGURES))
    waiting.replace(folder)
