"""Ways in which a file on its way to the inbox is spoiled; each is drawn with a seed, so that it can be had again."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

Spoil = Callable[[Random, Path], None]
_TEXTS = (".csv", ".toml", ".geojson", ".json")


def spoil(folder: Path, seed: int) -> tuple[str, str]:
    """Spoil one file of a data folder; the name of the file and what was done to it."""
    chance = Random(seed)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != "truth")
    # A list of each kind as often as another: there are few workbooks and mappings, and many lists.
    endings = sorted({path.suffix for path in files} - {".json"})
    ending = chance.choice(endings)
    path = chance.choice([path for path in files if path.suffix == ending])
    ways = sorted(ANY | (WORKBOOK if ending == ".xlsx" else TEXT) | (TABLE if ending == ".csv" else {}))
    way = chance.choice(ways)
    (ANY | WORKBOOK | TEXT | TABLE)[way](chance, path)
    return path.relative_to(folder).as_posix(), way


def _bytes_flipped(chance: Random, path: Path) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 3, 30])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)


def _cut(chance: Random, path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def _middle_cut(chance: Random, path: Path) -> None:
    content = path.read_bytes()
    start, end = sorted(chance.randrange(len(content)) for _ in range(2))
    path.write_bytes(content[:start] + content[end:])


def _noise(chance: Random, path: Path) -> None:
    path.write_bytes(chance.randbytes(chance.choice([1, 100, 100_000])))


def _empty(chance: Random, path: Path) -> None:
    path.write_bytes(b"")


def _another_ending(chance: Random, path: Path) -> None:
    ending = chance.choice([".csv", ".xlsx", ".txt", ".pdf", ".csv.gz", ".csv.zst", ".geojson", ""])
    renamed = path.with_name(path.name.removesuffix(path.suffix) + ending)
    if not renamed.exists():  # a mapping without its ending is called like its firm's folder
        path.rename(renamed)


def _link_to_itself(chance: Random, path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _link_upwards(chance: Random, path: Path) -> None:
    path.unlink()
    path.symlink_to("..", target_is_directory=True)


def _folder(chance: Random, path: Path) -> None:
    path.unlink()
    path.mkdir()
    if chance.random() < 0.5:
        (path / path.name).write_bytes(b"x;y\n1;2\n")


def _pipe(chance: Random, path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _name(chance: Random, path: Path) -> None:
    sign = chance.choice(["\n", "'", '"', "  ", "%", "\u202e", "é", ";", "$(x)", "{0}", "\udcff", "[1]"])
    path.rename(path.with_name(path.stem[:4] + sign + path.name[4:]))


ANY: dict[str, Spoil] = {
    "bytes flipped": _bytes_flipped, "cut": _cut, "a piece of the middle lost": _middle_cut, "noise": _noise,
    "empty": _empty, "another ending": _another_ending, "a link to itself": _link_to_itself,
    "a link upwards": _link_upwards, "a folder": _folder, "a pipe": _pipe, "another name": _name,
}  # fmt: skip


def _inserted(what: bytes) -> Spoil:
    def spoiled(chance: Random, path: Path) -> None:
        content = path.read_bytes()
        place = chance.randrange(len(content) + 1)
        path.write_bytes(content[:place] + what + content[place:])

    return spoiled


def _in_front(what: bytes) -> Spoil:
    def spoiled(chance: Random, path: Path) -> None:
        path.write_bytes(what + path.read_bytes())

    return spoiled


def _recoded(encoding: str) -> Spoil:
    def spoiled(chance: Random, path: Path) -> None:
        path.write_bytes(path.read_bytes().decode("utf-8", "replace").encode(encoding, "replace"))

    return spoiled


def _lines_shuffled(chance: Random, path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    chance.shuffle(lines)
    path.write_bytes(b"".join(lines))


TEXT: dict[str, Spoil] = {
    "NUL": _inserted(b"\0"), "a mark in the middle": _inserted(b"\xef\xbb\xbf"), "a mark in front": _in_front(b"\xef\xbb\xbf"),
    "a quotation mark": _inserted(b'"'), "a line break": _inserted(b"\r"), "UTF-16": _recoded("utf-16"),
    "Windows-1252": _recoded("cp1252"), "half a sign": _inserted(b"\xc3"), "lines shuffled": _lines_shuffled,
    "ten megabytes in a cell": _inserted(b"x" * (10 << 20)), "ten megabytes in front": _in_front(b"x" * (10 << 20)),
}  # fmt: skip


def _each_row(change: Callable[[Random, list[bytes]], list[bytes]]) -> Spoil:
    def spoiled(chance: Random, path: Path) -> None:
        seed = chance.random()
        rows = [change(Random(seed), line.split(b";")) for line in path.read_bytes().splitlines()]
        path.write_bytes(b"\n".join(b";".join(row) for row in rows) + b"\n")

    return spoiled


def _columns_shuffled(chance: Random, row: list[bytes]) -> list[bytes]:
    return chance.sample(row, len(row))


def _column_lost(chance: Random, row: list[bytes]) -> list[bytes]:
    return row[:-1] if chance.random() < 0.5 else row[1:]


def _some_cells(chance: Random, path: Path) -> None:
    values = [b"", b"-99997", b"1e400", b"9" * 400, b"=cmd|' /C calc'!A0", b"31-02-2026", b"NaN", "\u202eé".encode(),
              b"'; drop table delivery; --", b"<script>alert(1)</script>", b"\xff", b"0", b"-1", b"9999-12-31"]  # fmt: skip
    head, *lines = path.read_bytes().splitlines()
    rows = [line.split(b";") for line in lines]
    for row in rows:
        if chance.random() < 0.3:
            row[chance.randrange(len(row))] = chance.choice(values)
    path.write_bytes(b"\n".join([head, *(b";".join(row) for row in rows)]) + b"\n")


def _only_header(chance: Random, path: Path) -> None:
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])


def _no_header(chance: Random, path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))


def _rows_cut(chance: Random, path: Path) -> None:
    lines = [line[: chance.randrange(len(line) + 1)] for line in path.read_bytes().splitlines()]
    path.write_bytes(b"\n".join(lines))


def _columns_added(chance: Random, path: Path) -> None:
    head, *lines = path.read_bytes().splitlines()
    added = b";".join(b"k%d" % nth for nth in range(100_000))
    path.write_bytes(b"\n".join([head + b";" + added, *lines]))


TABLE: dict[str, Spoil] = {
    "columns shuffled": _each_row(_columns_shuffled), "a column lost": _each_row(_column_lost),
    "dirty cells": _some_cells, "dirty cells again": _some_cells, "only a header": _only_header, "no header": _no_header,
    "rows cut": _rows_cut, "100 000 columns": _columns_added,
}  # fmt: skip


def _in_workbook(change: Callable[[Random, str, bytes], bytes]) -> Spoil:
    def spoiled(chance: Random, path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            parts = old.infolist()
            hit = chance.choice(parts).filename
            for part in parts:
                text = old.read(part)
                new.writestr(part.filename, change(chance, part.filename, text) if part.filename == hit else text)
        path.write_bytes(out.getvalue())

    return spoiled


def _part_flipped(chance: Random, name: str, text: bytes) -> bytes:
    content = bytearray(text)
    for _ in range(chance.choice([1, 5, 50])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def _part_cut(chance: Random, name: str, text: bytes) -> bytes:
    return text[: chance.randrange(len(text))]


def _part_lost(chance: Random, name: str, text: bytes) -> bytes:
    return b""


def _sheet_with(what: bytes, before: bytes = b"</sheetData>") -> Spoil:
    def spoiled(chance: Random, path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                text = old.read(part)
                if "worksheets/sheet" in part.filename:
                    text = text.replace(before, what + before, 1)
                new.writestr(part.filename, text)
        path.write_bytes(out.getvalue())

    return spoiled


WORKBOOK: dict[str, Spoil] = {
    "bytes of a part flipped": _in_workbook(_part_flipped), "a part cut": _in_workbook(_part_cut),
    "a part lost": _in_workbook(_part_lost),
    "a cell far away": _sheet_with(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a bomb": _sheet_with(b" " * (140 << 20)), "rows without end": _sheet_with(b"<row><c><v>1</v></c></row>" * 300_000),
    "laughs": _sheet_with(b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>', b"<worksheet"),
    "a text nobody has": _sheet_with(b'<row r="900"><c r="A900" t="s"><v>99999999</v></c></row>'),
    "formulas": _sheet_with(b'<row r="901"><c r="A901"><f>HYPERLINK("http://x","y")</f><v>1</v></c></row>'),
}  # fmt: skip
