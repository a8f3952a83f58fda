"""Which files were handed in: by whom, of which kind, on which day.

A file belongs to a source (party, firm or champion, kind). The day it was handed in comes from its name
(`aanmeldingen_2026-11-20.csv`) or from `deliveries.toml` beside it, never from the file's time.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from energiekop.sources import archives, community, corrections, layout, municipal
from energiekop.sources.contract import Kind, Party, Reading
from energiekop.sources.mapping import Mapping, read_mapping
from energiekop.sources.refusals import FileRefused, Refused, said
from energiekop.sources.toml import read_toml

PARTIES: dict[str, Party] = {
    "municipal": "municipality",
    "consultancy": "consultancy",
    "community": "community",
}
AREAS_STEM = "buurten"
# Settings and registers of names that are no deliveries; each is read by its own module.
NOT_DELIVERIES = ("areas.toml", "targets.toml", "deliveries.toml", "README.md", "readme.md")
_DATED = re.compile(r"[_ ](\d{4}-\d{2}-\d{2})\s*$")
_TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".csv.zst", ".csv.gz")
_REGISTERS = (*_TABLES, ".zip", ".csv.zip", ".gpkg", ".geojson", ".json", ".parquet", ".geoparquet")
_AREAS = (".geojson", ".json", ".gpkg", ".zip", ".shp", ".shp.zip", ".csv")
# A shapefile is several files; they are read with the .shp and are no deliveries of their own.
_BESIDE_A_SHAPE = (".dbf", ".shx", ".prj", ".cpg", ".qpj", ".qmd", ".sbn", ".sbx", ".xml")
_SAMPLE = 1 << 16


@dataclass(frozen=True)
class Delivered:
    """One file as it was handed in."""

    path: Path
    name: str  # relative to the data folder, for messages and the ledger
    party: Party
    source: str  # municipal, the firm or the champion's list
    kind: Kind | None  # None: the areas, which are geometry
    delivered_on: date
    reading: Reading = field(default_factory=Reading)
    firm: str | None = None
    context: str | None = None
    corrects: date | None = None  # the delivery whose rejected rows it hands in again, corrected

    @property
    def part_of(self) -> date:
        """The delivery it belongs to: its own day, or that of the rows it corrects (docs/decisions/0016)."""
        return self.corrects or self.delivered_on


def find(data: Path) -> tuple[list[Delivered], list[FileRefused]]:
    """Every delivered file in the order of its name, and the files nobody can place.

    Raises Refused when the folder or a party is missing altogether.
    """
    if not data.is_dir():
        raise Refused(f"There is no data folder {data}. Make it, or say where it is with --data.")
    found: list[Delivered] = []
    refused: list[FileRefused] = []
    for folder, party in PARTIES.items():
        before = len(found) + len(refused)
        for path in _files(data / folder):
            try:
                _refuse_no_file(data, path)
                found.append(_place(data, path, party))
            except FileRefused as problem:
                refused.append(problem)
        if len(found) + len(refused) == before:
            raise Refused(
                said(
                    "{folder}: found no file, expected at least one delivery of this party. "
                    "Put its files in {folder}/ and build again.",
                    folder=folder,
                )
            )
    return found, refused


def hashes(data: Path) -> dict[str, str]:
    """SHA-256 of every file in the data folder, by name; `truth/` is the generator's own and no input.

    What cannot be read has a name and no hash: it is refused where it is read.
    """
    found = {}
    for path in _everything(data):
        name = path.relative_to(data)
        if name.parts[0] == "truth" or path.name.startswith((".", "~$")):
            continue
        try:
            if not path.is_file():  # a pipe would be waited for
                found[name.as_posix()] = "no file"
                continue
            with path.open("rb") as content:
                found[name.as_posix()] = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError as problem:
            found[name.as_posix()] = f"unreadable: {problem.strerror}"
    return found


def _everything(folder: Path) -> list[Path]:
    """Whatever is no folder, in the order of its name, and the folders that cannot be read or followed."""
    found: list[Path] = []

    def not_read(problem: OSError) -> None:
        found.append(Path(problem.filename))

    for place, folders, names in os.walk(folder, onerror=not_read):
        found.extend(Path(place) / name for name in names)
        # A link to a folder is not followed: it may lead back to where it stands.
        found.extend(Path(place) / name for name in folders if (Path(place) / name).is_symlink())
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    for path in _everything(folder) if folder.is_dir() else ():
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or path.name in NOT_DELIVERIES or _is_mapping(path) or _belongs_to_a_shape(path):
            continue
        yield path


def _belongs_to_a_shape(path: Path) -> bool:
    shape = path.with_name(f"{path.name.split('.')[0]}.shp")
    return path.suffix.lower() in _BESIDE_A_SHAPE and shape.is_file()


def _refuse_no_file(data: Path, path: Path) -> None:
    """Raises FileRefused for what stands where a file should: a link to nowhere, a folder, a pipe."""
    given = path.relative_to(data).as_posix()
    name = shown_name(given)
    try:
        if not given.isprintable():
            raise FileRefused(
                name,
                place=said("file name"),
                found=said("signs that cannot be shown"),
                expected=said("a name such as {name}", name="aanmeldingen_2026-11-20.csv"),
                do=said("Rename it"),
            )
        if path.is_dir():
            what = (
                said("a link to a folder") if path.is_symlink() else said("a folder that may not be read")
            )
            raise FileRefused(
                name,
                found=what,
                expected=said("a folder with files"),
                do=said("Put the files there themselves"),
            )
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(
                name,
                found=said("something that is no file"),
                expected=said("a file"),
            )
    except OSError as problem:
        raise unreadable(name, problem) from None


def unreadable(name: str, problem: OSError) -> FileRefused:
    """A file that the system will not give us."""
    return FileRefused(
        name,
        found=said(
            "a file that cannot be read ({problem})", problem=problem.strerror or type(problem).__name__
        ),
        expected=said("a file that may be read"),
        do=said("See to it that it is there and may be read"),
    )


def shown_name(name: str) -> str:
    """A file name as it can be shown; what is no text in it, or turns text around, is a question mark."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _is_mapping(path: Path) -> bool:
    return path.suffix == ".toml" and path.parent.name == "consultancy"


def split_name(path: Path) -> tuple[str, str]:
    """The name without its ending, and the ending: ("adressen_2026-11-20", ".csv.zst")."""
    for ending in sorted({*_REGISTERS, *_AREAS}, key=len, reverse=True):
        if path.name.lower().endswith(ending):
            return path.name[: -len(ending)], ending
    return path.stem, path.suffix.lower()


def _place(data: Path, path: Path, party: Party) -> Delivered:
    name = path.relative_to(data).as_posix()
    body, ending = split_name(path)
    notes = _notes(path)
    stem = str(notes.get("kind", re.split(r"[_\- (]", body.strip(), maxsplit=1)[0])).casefold()
    kinds = municipal.KINDS if party == "municipality" else community.KINDS
    kind = next((kind for kind in kinds if stem in kind.stems), None)
    is_areas = party == "municipality" and stem == AREAS_STEM and ending in _AREAS
    if party == "municipality" and kind is None and not is_areas:
        _refuse_by_content(name, path, ending)
    delivered_on, corrects = _delivered_on(name, body, notes), corrections.corrects(body)
    if is_areas:
        return Delivered(path, name, party, "municipal", None, delivered_on)
    endings = _REGISTERS if party == "municipality" else _TABLES
    if ending not in endings:
        raise FileRefused(
            name,
            found=said("the ending {ending}", ending=ending or "(none)"),
            expected=said("one of {words}", words=", ".join(endings)),
        )
    if party == "consultancy":
        folder = path.relative_to(data / "consultancy").parts[0]
        mapping = _mapping(data, folder, name)
        return Delivered(
            path, name, party, folder, mapping.kind, delivered_on, mapping.reading, mapping.firm,
            mapping.context, corrects,
        )  # fmt: skip
    if kind is None:
        raise FileRefused(
            name,
            place=said("file name"),
            found=said("the kind {kind}", kind=repr(stem)),
            expected=said("one of {words}", words=", ".join(stem for kind in kinds for stem in kind.stems)),
            do=said("Rename it, or name its kind in deliveries.toml beside it"),
        )
    source = "municipal" if party == "municipality" else _list_owner(data, path)
    return Delivered(path, name, party, source, kind, delivered_on, corrects=corrects)


def _refuse_by_content(name: str, path: Path, ending: str) -> None:
    """Raises FileRefused when a name that says nothing hides a layout that we know by its headings."""
    if ending not in (".csv", ".txt", ".tsv", ".csv.zst", ".csv.gz"):
        return
    try:
        start = archives.start(path, _SAMPLE).decode("utf-8-sig", errors="replace")
    except OSError:
        return  # not packed as its name says: what is wrong with the name is said first
    for delimiter in layout.DELIMITERS:
        rows = layout.first_rows(start, delimiter)
        layout.refuse_unused(name, rows)
        for kind in municipal.KINDS:
            header = layout.find_header(kind, rows)
            if header is not None and not header.lacking:
                raise FileRefused(
                    name,
                    place=said("file name"),
                    found=said("no kind, and headings of {kind}", kind=kind.stems[0]),
                    expected=said("a name such as {name}", name=f"{kind.stems[0]}_2026-11-20{ending}"),
                    do=said("Rename it, or name its kind in deliveries.toml beside it"),
                )


def _list_owner(data: Path, path: Path) -> str:
    parts = path.relative_to(data / "community").parts
    return parts[0] if len(parts) > 1 else "community"


def _delivered_on(name: str, body: str, notes: dict[str, Any]) -> date:
    if isinstance(noted := notes.get("delivered_on"), date):
        return noted
    dated = _DATED.search(body)
    try:
        if dated:
            return date.fromisoformat(dated.group(1))
    except ValueError:
        pass
    raise FileRefused(
        name,
        place=said("file name"),
        found=said("no day of delivery") if not dated else repr(dated.group(1)),
        expected=said("a name such as {name}", name="aanmeldingen_2026-11-20.csv"),
        do=said("Rename it, or note the day in deliveries.toml beside it"),
    )


def _notes(path: Path) -> dict[str, Any]:
    notes = path.with_name("deliveries.toml")
    if not notes.is_file():
        return {}
    entry = read_toml(notes, said("a TOML file")).get(path.name, {})
    return entry if isinstance(entry, dict) else {}


def _mapping(data: Path, folder: str, name: str) -> Mapping:
    shipped = Path(__file__).parents[3] / "data" / "mappings"
    for place in (data / "consultancy", shipped):
        if (path := place / f"{folder}.toml").is_file():
            return read_mapping(path)
    raise FileRefused(
        name,
        found=said("no mapping for this firm"),
        expected=f"consultancy/{folder}.toml",
        do=said("Write the mapping, data/README.md shows how"),
    )
