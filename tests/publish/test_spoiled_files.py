"""Whatever happens to a file on its way: a message that names it or a whole snapshot, and memory stays bounded."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from energiekop import sources
from energiekop.demo import write_city
from energiekop.publish import Refused, build, store
from energiekop.sources.areas import name_frames, read_names
from energiekop.sources.targets import read_targets
from tests.publish import spoiling
from tests.publish.spoiling import spoil
from tests.sources.reading import read

SAMPLE = range(30)
MOST_MEMORY = 450  # MB; the program itself, loaded and with DuckDB's own, takes some 150
BUILD = """
import sys
from pathlib import Path
from energiekop.cli import app
try:
    app(["build", "--data", sys.argv[1], "--store", sys.argv[2]])
finally:
    print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])  # kB, since this program began
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest demo file of each kind and folder, and a store in which they are published."""
    data = tmp_path_factory.mktemp("city") / "data"
    write_city(data, residents=80, seed=1)
    shutil.rmtree(data / "truth")
    newest: dict[str, Path] = {}
    for path in sorted(data.rglob("*_20*")):
        if older := newest.get(kind := f"{path.parent}/{path.stem.split('_')[0]}"):
            older.unlink()
        newest[kind] = path
    for folder in sorted((data / "community").iterdir())[2:]:
        if folder.name != "team":
            shutil.rmtree(folder)
    (data / "demo.json").unlink()
    build(data, data.with_name("store"))
    return data


@pytest.fixture
def spoiled(city: Path, tmp_path: Path) -> Path:
    """A copy of the city, to be spoiled."""
    return Path(shutil.copytree(city, tmp_path / "data"))


@contextmanager
def telling(name: str, way: str) -> Iterator[None]:
    """What goes well, or is refused in words that name the file; anything else is a mistake of ours."""
    try:
        yield
    except Refused as refused:
        words = str(refused)
        assert "found" in words and "expected" in words, (way, words)
        assert Path(name).parts[1].split(".")[0][:3] in words, (way, words)
        words.encode()  # a message can be shown
    except BaseException as problem:
        problem.add_note(f"{name}: {way}")
        raise


@pytest.mark.parametrize("seed", SAMPLE)
def test_a_spoiled_file_is_read_or_told(seed: int, spoiled: Path) -> None:
    name, way = spoil(spoiled, seed)
    with telling(name, way):
        sources.hashes(spoiled)
        read_targets(spoiled)
        name_frames(read_names(spoiled), {})
        with read(spoiled) as found:
            assert found.unaccounted() == []


@pytest.mark.soak
def test_of_a_thousand_spoiled_files_none_spoils_the_snapshot(city: Path, tmp_path: Path) -> None:
    kept = city.with_name("store")
    for seed in range(1000, 2000):
        data = tmp_path / str(seed)
        shutil.copytree(city, data)
        name, way = spoil(data, seed)
        before = store.current(kept)
        published = False
        with telling(name, f"seed {seed}, {way}"):
            report = build(data, kept)
            published = True
            assert all(f.rows == f.accepted + f.duplicate + f.rejected for f in report.files)
            assert store.current(kept) == report.snapshot
        assert published or store.current(kept) == before
        assert not list(kept.glob(".building-*"))
        for snapshot in store.listing(kept):
            if snapshot.id != store.current(kept):
                shutil.rmtree(kept / snapshot.id)
        shutil.rmtree(data, ignore_errors=True)


def test_a_file_that_may_not_be_read_is_told(city: Path, spoiled: Path) -> None:
    """As somebody to whom the file is closed; for root no file is."""
    closed = next((spoiled / "community/team").glob("afspraken_*"))
    closed.chmod(0)
    if os.geteuid() == 0:
        for path in (spoiled, *spoiled.parents):
            path.chmod(path.stat().st_mode | 0o055)
    asked = ("import os, sys; from pathlib import Path; from energiekop import sources\n"
             "found, _ = sources.find(Path(sys.argv[1])); sources.hashes(Path(sys.argv[1]))\n"
             "if os.geteuid() == 0: os.setuid(65534)\n"
             "sources.hashes(Path(sys.argv[1]))\n"
             "try: sources.load(None, next(f for f in found if 'afspraken' in f.name), 't')\n"
             "except sources.FileRefused as refused: print(refused)")  # fmt: skip
    told = subprocess.run([sys.executable, "-c", asked, str(spoiled)], capture_output=True, text=True)
    assert told.stderr == ""
    assert told.stdout == (
        f"community/team/{closed.name}: found a file that cannot be read (Permission denied), "
        "expected a file that may be read. See to it that it is there and may be read.\n"
    )


def test_no_file_fills_the_memory(city: Path, spoiled: Path) -> None:
    lists = sorted((spoiled / "community").rglob("*.csv"))
    workbooks = sorted(spoiled.rglob("*.xlsx"))
    for path, way in zip(lists, ("ten megabytes in a cell", "100 000 columns", "ten megabytes in front"), strict=False):
        (spoiling.TEXT | spoiling.TABLE)[way](spoiling.Random(1), path)
    spoiling.WORKBOOK["a bomb"](spoiling.Random(1), workbooks[0])
    command = [sys.executable, "-c", BUILD, str(spoiled), str(city.with_name("store"))]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 1
    assert int(ended.stdout) // 1024 < MOST_MEMORY
    told = ended.stderr
    assert told.count("energiekop build: refused, ") == 4 and "Traceback" not in told
    assert f"Snapshot {store.current(city.with_name('store'))} stays in service." in told
    for words in ("field larger than field limit (131072)", "columns, expected at most 1000", "more than 128 MB when unpacked"):
        assert words in told
