"""A firm's mapping: a TOML beside its folder that says how its table is to be read.

It names the firm's headings for our columns, the order of its dates, its decimal sign and its words. What is
not understood in it is refused by its line, so that a slip of the pen never reads a column for another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from energiekop.sources.consultancy import CASES
from energiekop.sources.contract import Kind, Mode, Reading, fold
from energiekop.sources.refusals import FileRefused, said
from energiekop.sources.toml import line_of, read_toml

_PARTS: dict[str, type] = {
    "firm": str, "mode": str, "municipality": str,
    "columns": dict, "dates": dict, "numbers": dict, "values": dict,
}  # fmt: skip
_WITH_WORDS = tuple(column.name for column in CASES.columns if column.type in ("choice", "word_list"))
# A mapping speaks of the whole address in one cell, and of the dwelling's id.
_SAME_AS = {"address": "street", "dwelling_id": "dwelling_no"}


@dataclass(frozen=True)
class Mapping:
    """How one firm's files are to be read."""

    firm: str
    kind: Kind
    reading: Reading
    context: str | None  # the place where addresses without one lie


def read_mapping(path: Path) -> Mapping:
    """The mapping of a firm; raises FileRefused naming the line of what is not understood in it."""
    content = read_toml(path, said("a mapping"))
    _refuse_unknown(path, "", content, _PARTS)
    for name, kind in _PARTS.items():
        if name in content and not isinstance(content[name], kind):
            raise FileRefused(
                path,
                place=_place(path, "", name),
                found=repr(content[name]),
                expected=said("a text between quotes")
                if kind is str
                else said("a table [{name}]", name=name),
            )
    mode = content.get("mode", "full")
    _one_of(path, "", "mode", mode, ("full", "adds"))
    order: Any = _only(path, "dates", content, "order") or "dmy"
    _one_of(path, "dates", "order", order, ("dmy", "mdy", "ymd"))
    decimal: Any = _only(path, "numbers", content, "decimal") or "either"
    _one_of(path, "numbers", "decimal", decimal, (",", ".", "either"))
    return Mapping(
        firm=content.get("firm", path.stem),
        kind=_with_headings(path, content.get("columns", {}), mode),
        reading=Reading(day_order=order, decimal=decimal, words=_words(path, content.get("values", {}))),
        context=content.get("municipality"),
    )


def _refuse_unknown(path: Path, table: str, content: Iterable[str], known: Iterable[str]) -> None:
    for name in content:
        if name not in known:
            raise FileRefused(
                path,
                place=_place(path, table, name),
                found=said("the unknown name {name}", name=name),
                expected=said("one of {words}", words=", ".join(known)),
            )


def _place(path: Path, table: str, name: str) -> str:
    """A name stands in the file as a key, or as a table of its own."""
    key = line_of(path, table, name)
    return key if key.startswith("line ") else line_of(path, f"{table}.{name}" if table else name)


def _only(path: Path, table: str, content: dict[str, Any], key: str) -> Any:
    """The one thing a small table may say."""
    _refuse_unknown(path, table, content.get(table, {}), (key,))
    return content.get(table, {}).get(key)


def _one_of(path: Path, table: str, key: str, found: Any, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        *first, last = (f'"{word}"' for word in allowed)
        raise FileRefused(
            path,
            place=line_of(path, table, key),
            found=repr(found),
            expected=said("{first} or {other}", first=", ".join(first), other=last),
        )


def _with_headings(path: Path, columns: dict[str, Any], mode: Mode) -> Kind:
    _refuse_unknown(path, "columns", columns, ("address", "dwelling_id", *CASES.names))
    taken: dict[str, str] = {}
    for ours, heading in columns.items():
        place = line_of(path, "columns", ours)
        if not isinstance(heading, str) or not fold(heading):
            raise FileRefused(
                path,
                place=place,
                found=repr(heading),
                expected=said("a heading of the firm's file"),
            )
        if (other := taken.setdefault(fold(heading), ours)) != ours:
            raise FileRefused(
                path,
                place=place,
                found=said("the heading {heading}, which {other} has already", heading=heading, other=other),
                expected=said("another heading, or a line less"),
            )
    theirs = {_SAME_AS.get(ours, ours): heading for ours, heading in columns.items()}
    for needed in ("case_id", "street"):
        if needed not in theirs and not (needed == "street" and "dwelling_no" in theirs):
            name = "address, street or dwelling_id" if needed == "street" else needed
            raise FileRefused(
                path,
                place=line_of(path, "columns"),
                found=said("no {name}", name=name),
                expected=said("the heading of {name}", name=name),
            )
    mapped = tuple(
        replace(column, headings=(fold(theirs[column.name]),), heading_required=True)
        for column in CASES.columns
        if column.name in theirs
    )
    unmapped = tuple(column for column in CASES.columns if column.name not in theirs)
    return replace(CASES, mode=mode, columns=(*mapped, *unmapped))


def _words(path: Path, values: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Their words for ours, by column; only a column of words has any."""
    _refuse_unknown(path, "values", values, _WITH_WORDS)
    for column, words in values.items():
        table = f"values.{column}"
        if not isinstance(words, dict):
            raise FileRefused(
                path,
                place=line_of(path, "values", column),
                found=repr(words),
                expected=said("a table [{name}]", name=table),
            )
        for their, ours in words.items():
            if not isinstance(ours, str):
                raise FileRefused(
                    path,
                    place=line_of(path, table, their),
                    found=repr(ours),
                    expected=said("our word, as a text"),
                )
    return values
