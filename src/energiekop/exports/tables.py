"""A table in the format that was asked: the same table gives the same bytes, and says what it is about.

| format  | the table                                  | what it is about            |
| csv     | UTF-8, comma, RFC 4180, point decimals     | `<file>.toelichting.txt`    |
| xlsx    | first sheet                                | second sheet 'Toelichting'  |
| json    | `rows`                                     | `about`                     |
| parquet | columns with their types                   | metadata key `about` (JSON) |
| geojson | features in degrees (EPSG:4326)            | member `about`              |
| gpkg    | one layer in metres (EPSG:28992)           | metadata of the layer       |
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from energiekop.exports import geo, sheet
from energiekop.exports.cells import as_csv, as_records
from energiekop.exports.errors import CannotWrite
from energiekop.figures import About, Shapes

Format = Literal["csv", "xlsx", "gpkg", "geojson", "parquet", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
TEXT_FORMATS: tuple[Format, ...] = ("csv", "json")
MAP_FORMATS: tuple[Format, ...] = ("gpkg", "geojson")


def write_table(
    frame: pd.DataFrame, path: Path, format: Format, *, about: About, shapes: Shapes | None = None
) -> list[Path]:
    """Write the table and what it is about; returns the files made. An older file stays until then.

    gpkg and geojson need `shapes`; a row without one is written without geometry. Raises CannotWrite.
    """
    if format in MAP_FORMATS and shapes is None:
        raise CannotWrite(
            f"{about.name} by {about.by} has no place on a map, so it cannot be {format}; "
            "ask it by stadsdeel, gebied, wijk, buurt or street, or as csv, xlsx, parquet or json."
        )
    made = [_whole(path, format, lambda waiting: _write(frame, waiting, format, about, shapes))]
    if format == "csv" and not _is_no_file(path):
        text = "".join(f"{heading}: {said}\n" for heading, said in _lines(about))
        beside = path.with_name(f"{path.name}.toelichting.txt")
        made.append(_whole(beside, "txt", lambda waiting: waiting.write_text(text, encoding="utf-8")))
    return made


def as_text(frame: pd.DataFrame, format: Format, *, about: About) -> str:
    """The table as text, for the formats in TEXT_FORMATS."""
    return _json(frame, about) if format == "json" else as_csv(frame)


def _write(frame: pd.DataFrame, path: Path, format: Format, about: About, shapes: Shapes | None) -> None:
    if format in TEXT_FORMATS:
        # Line ends are as_text's own.
        path.write_text(as_text(frame, format, about=about), encoding="utf-8", newline="")
    elif format == "xlsx":
        sheet.write(frame, path, about=about, lines=_lines(about))
    elif format == "parquet":
        _parquet(frame, path, about)
    elif shapes is not None:
        write = geo.write_gpkg if format == "gpkg" else geo.write_geojson
        write(frame, path, about=about, shapes=shapes)


def _whole(path: Path, ending: str, write: Callable[[Path], object]) -> Path:
    """Written under another name first, so that nobody finds half a file."""
    if _is_no_file(path):
        write(path)
        return path
    waiting = path.with_name(f".{os.getpid()}-{path.name}.{ending}")
    try:
        write(waiting)
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    return path


def _is_no_file(path: Path) -> bool:
    """/dev/stdout and its like: to be written to, never to be replaced."""
    return path.is_symlink() or (path.exists() and not path.is_file())


def _lines(about: About) -> list[tuple[str, str]]:
    return [*about.lines(), *about.columns.items()]


def _json(frame: pd.DataFrame, about: About) -> str:
    content = {"about": about.as_dict(), "columns": list(frame.columns), "rows": as_records(frame)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _parquet(frame: pd.DataFrame, path: Path, about: About) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(frame, preserve_index=False)
    told = {"about": json.dumps(about.as_dict(), ensure_ascii=False)}
    pyarrow.parquet.write_table(table.replace_schema_metadata((table.schema.metadata or {}) | told), path)
