"""A build: the three parties' files become one published snapshot, or a refusal and the last one stays."""

import gc
import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

import energiekop
from energiekop import disclosure, sources, warehouse
from energiekop.addresses import Aliases
from energiekop.publish import audit, files, forget_list, kept, ledger, private, store
from energiekop.publish.alone import PUBLISHING, alone, work_folder
from energiekop.publish.demo_data import is_demo
from energiekop.publish.geometry import write_geometry
from energiekop.publish.modelling import STEPS, FilesRefused, Modelled, OnStep, model
from energiekop.publish.private import beside, generation
from energiekop.publish.protected import protected_figures
from energiekop.sources import FileRefused, Refused


@dataclass(frozen=True)
class Report:
    """What a build did; `as_json` is the object that scripts read."""

    snapshot: str
    unchanged: bool
    content_hash: str
    published_hash: str
    reference_day: date
    seconds: float
    files: list[ledger.FileCount]
    matches: dict[str, int]
    set_aside: list[str] = field(default_factory=list)  # a sentence per file, its name first

    def as_json(self) -> dict[str, Any]:
        """The object of the command line's contract (design, section 5)."""
        return {
            "snapshot": self.snapshot, "unchanged": self.unchanged, "content_hash": self.content_hash,
            "published_hash": self.published_hash, "reference_day": self.reference_day.isoformat(),
            "seconds": round(self.seconds, 2), "files": [asdict(file) for file in self.files],
            "matches": self.matches,
        }  # fmt: skip

    def sentence(self) -> str:
        """What a person wants to know after a build."""
        if self.unchanged:
            return f"Nothing changed; snapshot {self.snapshot} stays in service."
        rows = sum(file.rows for file in self.files)
        rejected = sum(file.rejected for file in self.files)
        names = ", ".join(sentence.split(": found ")[0] for sentence in self.set_aside)
        aside = f" Set aside: {names}." if names else ""
        return (
            f"Snapshot {self.snapshot} is in service: {len(self.files)} files, {rows} rows of which "
            f"{rejected} rejected and kept, up to {self.reference_day.isoformat()}, "
            f"in {self.seconds:.1f} seconds.{aside}"
        )


@dataclass(frozen=True)
class _Inputs:
    """Everything that decides what a build publishes."""

    data: Path
    store: Path
    private: Path
    settings: warehouse.Settings
    aliases: Aliases
    today: date | None
    demo: bool
    forgotten: forget_list.ForgetList
    hash: str


def build(
    data: Path,
    store_folder: Path,
    *,
    private: Path | None = None,
    settings: Path | None = None,
    aliases: Path | None = None,
    today: date | None = None,
    set_aside: bool = False,
    on_step: OnStep = lambda name, done, of: None,
) -> Report:
    """Publish the files of `data` in the store; of unchanged input nothing is written.

    Raises Refused with one sentence per reason; the snapshot in service stays.
    """
    began = time.monotonic()
    try:
        inputs = _inputs(data, store_folder, private, settings, aliases, today, set_aside)
        _refuse_without_the_forgotten(inputs)
        audit.forget_before(inputs.private, months=inputs.settings.keep_audit_months)
        if unchanged := _in_service(inputs, began):
            return unchanged
        with alone(inputs.store, inputs.private), _uncollected():
            return _with_files_aside(inputs, set_aside, began, on_step)
    except Refused as refused:
        refused.name_within(data)
        raise


def _with_files_aside(inputs: _Inputs, set_aside: bool, began: float, on_step: OnStep) -> Report:
    """Try again without the files that cannot go in, as long as there are some and it was asked for."""
    aside: dict[str, FileRefused] = {}
    while True:
        try:
            return _attempt(inputs, aside, began, on_step)
        except FilesRefused as refused:
            if not set_aside:
                raise
            refused.name_within(inputs.data)
            aside |= {str(problem.path): problem for problem in refused.problems}


def _inputs(
    data: Path,
    store: Path,
    private: Path | None,
    settings: Path | None,
    aliases: Path | None,
    today: date | None,
    set_aside: bool,
) -> _Inputs:
    if not data.is_dir():
        raise Refused(f"There is no data folder {data}. Make it, or say where it is with --data.")
    read = warehouse.read_settings(data, settings)
    other_names = warehouse.read_aliases(aliases)
    hashes = sources.hashes(data)
    folder = private or beside(store)
    listed = forget_list.read(folder)
    parts = [
        *(f"{name} {digest}" for name, digest in hashes.items()), read.text, other_names.text, str(today),
        str(set_aside),
    ]  # fmt: skip
    parts += [*map(repr, listed.households), generation(folder)]
    return _Inputs(
        data=data,
        store=store,
        private=folder,
        settings=read,
        aliases=other_names.aliases,
        today=today,
        demo=is_demo(data, hashes),
        forgotten=listed,
        hash=hashlib.sha256("\n".join([*parts, _software()]).encode(errors="surrogateescape")).hexdigest(),
    )


def _software() -> str:
    """Hash of the code that makes a snapshot: other code may read the same files otherwise."""
    package = Path(energiekop.__file__).parent
    total = hashlib.sha256()
    for folder in ("addresses", "disclosure", "publish", "sources", "warehouse"):
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in (".py", ".sql", ".toml"):
                total.update(path.read_bytes())
    return total.hexdigest()


def _in_service(inputs: _Inputs, began: float) -> Report | None:
    """The report of the snapshot in service when it was made of these very inputs."""
    current = store.current(inputs.store)
    if current is None:
        return None
    try:
        exact = store.path(inputs.store, current) / "exact.duckdb"
        with duckdb.connect(str(exact), read_only=True) as con:
            meta = dict(con.execute("select key, value from meta").fetchall())
            if meta.get("input_hash") != inputs.hash:
                return None
            ways = {way: int(meta[f"match_{way}"]) for way in ledger.WAYS}
            counted = ledger.files(con)
    except (duckdb.Error, store.UnknownSnapshot):
        return None  # what is in service cannot be read: make it anew
    return Report(
        current, True, meta["content_hash"], meta["published_hash"],
        date.fromisoformat(meta["reference_day"]), time.monotonic() - began, counted, ways,
        [name for name in meta["set_aside"].split("\n") if name],
    )  # fmt: skip


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: a build makes a million cells and no cycle; it took a twentieth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _attempt(inputs: _Inputs, aside: dict[str, FileRefused], began: float, on_step: OnStep) -> Report:
    left_out = [str(problem) for _, problem in sorted(aside.items())]
    with work_folder(inputs.store) as folder:
        (folder / "work").mkdir()
        with warehouse.connect(folder / "work", memory=warehouse.memory_for(inputs.data)) as con:
            modelled = model(
                con, inputs.data, inputs.settings, inputs.aliases, aside=aside, today=inputs.today,
                forgotten=inputs.forgotten, on_step=on_step,
            )  # fmt: skip
            meta = _write_files(con, folder, inputs, modelled, left_out, on_step)
            counted, ways = ledger.files(con), ledger.ways(con)
        shutil.rmtree(folder / "work")
        snapshot = _put_in_service(folder, inputs.store, meta["content_hash"])
    kept.prune(inputs.store, snapshots=inputs.settings.keep_snapshots, days=inputs.settings.keep_days)
    return Report(
        snapshot, False, meta["content_hash"], meta["published_hash"], modelled.reference_day,
        time.monotonic() - began, counted, ways, left_out,
    )  # fmt: skip


def _refuse_without_the_forgotten(inputs: _Inputs) -> None:
    """A list that is shorter than what a kept snapshot was written with is lost: who asked would return."""
    listed = len(inputs.forgotten.households)
    for each in store.listing(inputs.store):
        before = int(kept.meta(inputs.store, each.id).get("forgotten", "0"))
        if before > listed:
            raise Refused(
                f"The forget list in {inputs.private} names {listed} households, and snapshot {each.id} was "
                f"written without {before}. Put forgotten.json back from its back-up: without it those who "
                "asked to be forgotten would return."
            )


def _write_files(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    inputs: _Inputs,
    modelled: Modelled,
    aside: list[str],
    on_step: OnStep,
) -> dict[str, str]:
    """The three files, their checks passed; returns their meta."""
    on_step("figures", 5, len(STEPS))
    # The figures are one thread's work in pandas; the other has the exact file meanwhile.
    with warehouse.meanwhile(con, partial(_write_exact, folder=folder)) as exact:
        catalogue, secret, figures = _figures(con, inputs, modelled)
    on_step("publishing", 6, len(STEPS))
    files.write_shared(con, folder, modelled.reference_day)
    files.write_published(con, folder, catalogue, figures, secret, modelled.reference_day)
    meta = {
        "content_hash": exact.result(),
        "published_hash": files.published_hash(folder),
        "reference_day": modelled.reference_day.isoformat(),
        "city_name": modelled.city_name,
        "demo": str(int(inputs.demo)),
        "generation": "0",
        "forgotten": str(len(inputs.forgotten.households)),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "software": energiekop.__version__,
        "input_hash": inputs.hash,
        "set_aside": "\n".join(aside),
        **files.what_the_footers_say(con),
        **{f"match_{way}": str(number) for way, number in ledger.ways(con).items()},
        **write_geometry(con, modelled.buurten, inputs.store),
    }
    files.write_meta(con, folder, meta)
    return meta


def _write_exact(con: duckdb.DuckDBPyConnection, folder: Path) -> str:
    """The exact file; returns the hash of what it says."""
    files.write_exact(con, folder)
    return warehouse.content_hash(con, list(files.EXACT_TABLES))


def _figures(
    con: duckdb.DuckDBPyConnection, inputs: _Inputs, modelled: Modelled
) -> tuple[private.Catalogue, bytes, pd.DataFrame]:
    """The groups, the secret of the draws, and the protected figures. Raises Refused."""
    register = con.execute(files.query("dwelling_register")).df()
    published_before = any(
        kept.meta(inputs.store, each.id).get("demo") != "1" for each in store.listing(inputs.store)
    )
    secret = private.secret(inputs.private, demo=inputs.demo, published_before=published_before)
    catalogue = private.catalogue(
        inputs.private, register, secret, demo=inputs.demo, city_name=modelled.city_name
    )
    too_close = disclosure.breaches(catalogue.groups)
    if len(too_close):
        raise Refused(
            f"{len(too_close)} groups differ by fewer than {disclosure.MINIMUM_GROUP} dwellings; "
            "nothing is published. Run `energiekop catalogue renew`."
        )
    figures = protected_figures(con, catalogue, secret, modelled.reference_day)
    if not inputs.demo:
        figures = disclosure.carried_over(private.kept_figures(inputs.private), catalogue.groups, figures)
    return catalogue, secret, figures


def _put_in_service(folder: Path, store_folder: Path, content_hash: str) -> str:
    """Give the finished folder its id and put it in service; a crash in between is cleaned up later."""
    snapshot = store.snapshot_id(datetime.now(UTC), content_hash)
    while (store_folder / snapshot).exists():  # the same content, built twice within a second
        time.sleep(0.1)
        snapshot = store.snapshot_id(datetime.now(UTC), content_hash)
    (store_folder / PUBLISHING).write_text(snapshot, encoding="utf-8")
    folder.rename(store_folder / snapshot)
    store.use(store_folder, snapshot)
    (store_folder / PUBLISHING).unlink()
    return snapshot
