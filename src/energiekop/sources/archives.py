"""Files that come packed: the one table, map or register inside, laid on disk for as long as it is read.

What archivers leave behind (`.DS_Store`, `__MACOSX/`) is read over, a zip in a zip is opened too.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from energiekop.sources.refusals import FileRefused, Said, said

_STREAMS = {".zst": "zstd", ".gz": "gzip"}
_CHUNK = 1 << 20
_DEPTH = 4  # zips in zips; deeper is no delivery but a joke
_LEFT_BEHIND = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")


def is_stream(path: Path) -> bool:
    """Is it one packed stream, which DuckDB reads by itself?"""
    return path.suffix.lower() in _STREAMS


def start(path: Path, size: int) -> bytes:
    """The first bytes of a file, unpacked."""
    with _opened(path) as content:
        return bytes(content.read(size))


def lines(path: Path) -> int:
    """How many lines a file has, unpacked; the last one counts without a line end too."""
    found, last = 0, b"\n"
    with _opened(path) as content:
        while chunk := bytes(content.read(_CHUNK)):
            found += chunk.count(b"\n")
            last = chunk[-1:]
    return found + (last != b"\n")


@contextmanager
def unpacked(path: Path, folder: Path | None = None) -> Iterator[Path]:
    """A packed stream as a plain file in a folder of its own below `folder`."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        target = Path(own) / path.stem
        with _opened(path) as content, target.open("wb") as out:
            while chunk := content.read(_CHUNK):
                out.write(chunk)
        yield target


@contextmanager
def unzipped(path: Path, name: str, folder: Path | None = None) -> Iterator[list[Path]]:
    """The files in a zip, in the order of their names; raises FileRefused (by `name`) when it is broken."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        yield sorted(_unzip(path, name, Path(own), 0), key=lambda file: file.name)


def inside(files: list[Path]) -> Said:
    """What a zip holds, in a few words."""
    names = ", ".join(file.name for file in files[:5])
    if len(files) > 5:
        return said("a zip with {names} and {number} more", names=names, number=len(files) - 5)
    return said("a zip with {names}", names=names) if files else said("a zip with nothing")


def _unzip(path: Path, name: str, folder: Path, depth: int) -> list[Path]:
    found: list[Path] = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not _left_behind(member)]
            needed, free = sum(member.file_size for member in members), shutil.disk_usage(folder).free
            if depth > _DEPTH or needed > free:
                raise FileRefused(
                    name,
                    found=said("{size} MB to unpack, {depth} zips deep", size=needed >> 20, depth=depth),
                    expected=said("at most {free} MB and {most} zips deep", free=free >> 20, most=_DEPTH),
                )
            folders = sorted({str(Path(member.filename).parent) for member in members})
            for member in members:
                # Numbered, for a path in a zip may point outside; what lay together stays together.
                inside = folder / str(folders.index(str(Path(member.filename).parent)))
                inside.mkdir(exist_ok=True)
                target = inside / Path(member.filename).name
                with archive.open(member) as content, target.open("wb") as out:
                    shutil.copyfileobj(content, out, _CHUNK)
                found.append(target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as problem:
        raise FileRefused(
            name,
            found=str(problem)[:160],
            expected=said("a zip that can be opened without a password"),
        ) from None
    for number, zipped in enumerate([file for file in found if file.suffix.lower() == ".zip"]):
        below = folder / f"zip-{number}"
        below.mkdir()
        found.remove(zipped)
        found += _unzip(zipped, name, below, depth + 1)
    return found


def _left_behind(member: zipfile.ZipInfo) -> bool:
    parts = Path(member.filename.lower()).parts
    return member.is_dir() or any(part in _LEFT_BEHIND or part.startswith("._") for part in parts)


@contextmanager
def _opened(path: Path) -> Iterator[pa.NativeFile]:
    with pa.OSFile(str(path)) as raw:
        if is_stream(path):
            with pa.CompressedInputStream(raw, _STREAMS[path.suffix.lower()]) as content:
                yield content
        else:
            yield raw
