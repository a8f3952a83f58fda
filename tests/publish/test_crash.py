"""A build killed at any moment leaves the last good snapshot in service; the next one cleans up."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from energiekop.publish import check, store
from tests.examples import some
from tests.town import Town

BUILD = "import sys; from pathlib import Path; from energiekop.publish import build; build(*map(Path, sys.argv[1:]))"
KILLS = some(4, 40)


def killed_after(town: Town, seconds: float) -> bool:
    """Start a build and kill it; whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(town.data), str(town.store)], stderr=subprocess.DEVNULL
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def leftovers(folder: Path) -> list[str]:
    """What lies in the store beside snapshots, geometry, the name of the one in service and the lock."""
    kept = {snapshot.id for snapshot in store.listing(folder)} | {"geo", "current", ".lock"}
    found = [path.name for path in folder.iterdir() if path.name not in kept]
    return found + [path.name for path in (folder / "geo").iterdir() if path.name.startswith(".")]


@pytest.mark.sampled
def test_a_killed_build_leaves_the_last_snapshot_and_the_next_cleans_up(town: Town) -> None:
    town.build()
    began = time.monotonic()
    lists = "Tijdstempel | Adres | Toestemming programma"
    town.file("community/team/aanmeldingen_2025-02-01.csv", f"{lists}\n01-01-2025 | Kerkpad 3 | ja")
    assert not killed_after(town, 120)
    whole_build = time.monotonic() - began
    chance, killed = random.Random(1), 0
    for number in range(KILLS):
        before = store.current(town.store)
        town.file(
            f"community/team/aanmeldingen_2025-03-{number + 1:02d}.csv",
            f"{lists}\n01-02-2025 | Lindestraat {number + 1} | ja",
        )
        # From the very start to the last moments of the swap.
        if killed_after(town, chance.uniform(0.3, 1.0) * whole_build):
            killed += 1
        assert check(town.store) == []
        assert before in {snapshot.id for snapshot in store.listing(town.store)}
    report = town.build()
    assert killed >= KILLS // 2
    assert leftovers(town.store) == []
    assert check(town.store) == []
    assert [file.accepted for file in report.files if "aanmeldingen" in file.path] == [1] * (KILLS + 1)


def test_a_snapshot_that_was_not_put_in_service_yet_is_removed(town: Town) -> None:
    first = town.build()
    (town.store / "20990101T000000Z-deadbeef").mkdir()
    (town.store / ".publishing").write_text("20990101T000000Z-deadbeef")
    (town.store / ".building-1").mkdir()
    town.file("community/team/contacten_2025-02-01.csv", "Datum | Adres\n01-01-2025 | Kerkpad 3")
    second = town.build()
    assert {snapshot.id for snapshot in store.listing(town.store)} == {first.snapshot, second.snapshot}
    assert leftovers(town.store) == []


def test_two_builds_on_one_store_do_not_meet(town: Town) -> None:
    import fcntl

    town.store.mkdir()
    with (town.store / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Exception, match=r"Another build is at work on .*; wait for it and try again\."):
            town.build()
