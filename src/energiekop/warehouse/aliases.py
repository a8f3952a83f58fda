"""Other names of streets and places, from files that people add to: data/aliases, or an own folder."""

import csv
from pathlib import Path
from typing import NamedTuple

from energiekop.addresses import Aliases, StreetAlias
from energiekop.sources.refusals import FileRefused, said

SHIPPED = Path(__file__).parents[3] / "data" / "aliases"
# Files by the start of their name ("straten_2026-11-20.csv" too), with the columns that must be filled.
_COLUMNS = {
    "straten": ("plaats", "genoemd", "officieel", "bron"),
    "plaatsen": ("genoemd", "officieel", "bron"),
}


class AliasFiles(NamedTuple):
    """`text` is all that was read: part of what makes a build what it is."""

    aliases: Aliases
    text: str


def read_aliases(folder: Path | None = None) -> AliasFiles:
    """The alias tables of a folder, else those that ship. FileRefused at a row that says too little."""
    if folder is not None and not folder.is_dir():
        raise FileRefused(
            folder,
            found=said("no such folder"),
            expected=said("a folder with straten.csv or plaatsen.csv"),
        )
    streets: list[StreetAlias] = []
    places: list[tuple[str, str]] = []
    texts: list[str] = []
    for path in sorted((folder or SHIPPED).glob("*.csv")):
        kind = next((kind for kind in _COLUMNS if path.name.startswith(kind)), None)
        if kind is None:
            raise FileRefused(
                path,
                place=said("file name"),
                found=repr(path.name),
                expected=said("a name that starts with straten or plaatsen"),
            )
        text = path.read_text(encoding="utf-8-sig")
        texts.append(f"{path.name}\n{text}")
        for row in _rows(path, text, _COLUMNS[kind]):
            if kind == "straten":
                streets.append(StreetAlias(row["plaats"], row["genoemd"], row["officieel"]))
            else:
                places.append((row["genoemd"], row["officieel"]))
    return AliasFiles(Aliases(tuple(streets), tuple(places)), "\n".join(texts))


def _rows(path: Path, text: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    lines = csv.DictReader(text.splitlines(), delimiter=";")
    lacking = [column for column in columns if column not in (lines.fieldnames or ())]
    if lacking:
        raise FileRefused(
            path,
            place=said("row {row}", row=1),
            found=";".join(lines.fieldnames or ()) or said("nothing"),
            expected=said("the headings {headings}", headings=";".join(columns)),
        )
    rows = []
    for number, line in enumerate(lines, start=2):
        row = {column: (line[column] or "").strip() for column in columns}
        if empty := next((column for column, cell in row.items() if not cell), None):
            raise FileRefused(
                path,
                place=said("row {row}, column {column}", row=number, column=empty),
                found=said("nothing"),
                expected=said("a name, and where it was found"),
            )
        rows.append(row)
    return rows
