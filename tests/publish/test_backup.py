"""Backed up as the README says, lost, and put back: the same figures, the same book, and nobody returns."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from energiekop.publish import Refused, audit, build, check, forget, kept, store
from tests.house.places import ROOT
from tests.publish.test_forget import HOME, hand_in_everything
from tests.town import Town

TODAY = date(2025, 10, 1)
NEIGHBOUR = "Lindestraat 4"


def blocks() -> tuple[str, str]:
    """The README's commands to back up and to restore."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Back up and restore")[2]
    found = re.findall(r"^```sh\n(.*?)^```$", section.partition("\n## ")[0], re.S | re.M)
    assert len(found) == 2
    return found[0], found[1].replace("source .venv/bin/activate\n", "")


def run(commands: str, at: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", commands], cwd=at, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def a_machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine with real data, a household that was forgotten and a book: its folder, as the README has it."""
    machine = tmp_path_factory.mktemp("machine")
    town = Town(machine / "town")
    hand_in_everything(town)
    (machine / "data").mkdir()
    shutil.move(town.data, machine / "data" / "inbox")
    there = machine / "data" / "store"
    build(machine / "data" / "inbox", there)
    forget.forget(there, forget.find(there, HOME, today=TODAY))
    for nth in range(3):
        audit.write(private(there), role="team", subject="ans", what="looked", about=f"households {nth}")
    build(machine / "data" / "inbox", there)
    return machine


@pytest.fixture
def lived_in(a_machine: Path, tmp_path: Path) -> Path:
    """That machine, to be lost by one test."""
    return Path(shutil.copytree(a_machine, tmp_path / "machine"))


def private(there: Path) -> Path:
    return there.with_name(f"{there.name}-private")


def said(there: Path) -> dict[str, str]:
    return kept.meta(there, store.current(there) or "")


@pytest.mark.parametrize("with_the_store", [True, False], ids=["with the store", "the store worked out again"])
def test_what_was_backed_up_comes_back_on_a_fresh_machine(lived_in: Path, tmp_path: Path, with_the_store: bool) -> None:
    back_up, restore = blocks()
    before, book = said(lived_in / "data" / "store"), list(audit.entries(lived_in / "data" / "store-private"))
    snapshots = [each.id for each in store.listing(lived_in / "data" / "store")]
    backed_up = run(back_up, lived_in)
    assert backed_up.returncode == 0, backed_up.stderr
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.move(lived_in / "backup", fresh / "backup")
    shutil.rmtree(lived_in)
    if not with_the_store:
        restore = restore.replace("\nenergiekop build", "\nrm -r restored/store\nenergiekop build", 1)
    restored = run(restore, fresh)
    assert restored.returncode == 0, restored.stderr
    assert ("Nothing changed" in restored.stdout) is with_the_store

    there = fresh / "restored" / "store"
    after = said(there)
    for hash_of in ("content_hash", "published_hash", "forgotten"):
        assert after[hash_of] == before[hash_of], hash_of
    assert len(book) >= 3 and list(audit.entries(private(there))) == book
    assert audit.verify(private(there), noted=book[-1].hash) == [] and check(there) == []
    if with_the_store:
        assert [each.id for each in store.listing(there)] == snapshots
    assert forget.find(there, HOME, today=TODAY).total == {}
    assert forget.find(there, NEIGHBOUR, today=TODAY).total != {}
    assert private(there).stat().st_mode & 0o077 == 0 and (private(there) / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("lost", [["store"], []], ids=["nor the store", "but the store"])
def test_without_the_secret_nothing_is_built(lived_in: Path, lost: list[str]) -> None:
    there = lived_in / "data" / "store"
    (private(there) / "secret").unlink()
    for name in lost:
        shutil.rmtree(lived_in / "data" / name)
    _agree_otherwise(lived_in)
    with pytest.raises(Refused, match=r"The secret in .*store-private is lost, and figures were published with it\. Put it back"):
        build(lived_in / "data" / "inbox", there)


def test_without_the_private_folder_nothing_is_built_where_the_store_came_back(lived_in: Path) -> None:
    there = lived_in / "data" / "store"
    shutil.rmtree(private(there))
    with pytest.raises(Refused, match=r"names 0 households, and snapshot .* was written without 1\. Put forgotten\.json back"):
        build(lived_in / "data" / "inbox", there)


def test_who_backs_up_waits_for_the_book_and_no_build_begins_meanwhile(lived_in: Path) -> None:
    """The locks of the README are those of the program."""
    there = lived_in / "data" / "store"
    _agree_otherwise(lived_in)
    with subprocess.Popen(["flock", there / ".lock", "sh", "-c", "echo held; read line"], stdin=-1, stdout=-1) as holding:
        assert holding.stdout is not None and holding.stdin is not None
        holding.stdout.readline()
        with pytest.raises(Refused, match="Another build is at work"):
            build(lived_in / "data" / "inbox", there)
        holding.stdin.close()


def _agree_otherwise(machine: Path) -> None:
    """Other settings, so that a build has something to do."""
    shipped = (ROOT / "data" / "settings.toml").read_text(encoding="utf-8")
    (machine / "data" / "inbox" / "settings.toml").write_text(f"{shipped}# agreed anew\n", encoding="utf-8")
