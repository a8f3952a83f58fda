"""A street as a ribbon of houses: odd numbers above it, even ones below, cut into stretches that fit a phone.

Floors of one front door are stacked. A complex of several doors, or a door with many homes, is one block that
says how many homes it holds. Only a home that is in `marks` carries one; the others are all drawn alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import pandas as pd

# plan: a plan is chosen; under_way: on its way to one; '': not yet in touch, or rather private.
Mark = Literal["plan", "under_way", ""]

WIDE = 8  # columns beside each other on the smallest phone
TALL = 6  # homes stacked above one front door; more are a block
NARROWEST = 3  # columns of a block: room for its number and how many homes it holds


@dataclass(frozen=True)
class Home:
    """One home as it is drawn: what stands in it, its whole number, and its mark."""

    label: str
    number: str
    mark: Mark


@dataclass(frozen=True)
class Column:
    """One front door: its number, and the homes behind it, the top floor first."""

    number: str
    homes: tuple[Home, ...]
    width: int = 1


@dataclass(frozen=True)
class Block:
    """Several doors as one: a complex, by its name if it has one; `marked` are the homes with a mark."""

    name: str
    number: str
    homes: int
    marked: tuple[Home, ...]
    width: int


@dataclass(frozen=True)
class Section:
    """A stretch of street: what stands on either side, from the lowest number to the highest."""

    first: str
    last: str
    odd: tuple[Column | Block, ...]
    even: tuple[Column | Block, ...]

    def marked(self, mark: Mark) -> int:
        """How many homes carry this mark here."""
        return sum(_marked(item, mark) for item in (*self.odd, *self.even))


def ribbon(houses: pd.DataFrame, marks: Mapping[str, Mark]) -> list[Section]:
    """The stretches of a street; houses as `figures.street_houses` gives them, marks by dwelling_id."""
    items = sorted(_items(_rows(houses), marks), key=lambda item: item[0])
    sections: list[Section] = []
    odd: list[Column | Block] = []
    even: list[Column | Block] = []
    for (number, _), item in items:
        side = odd if number % 2 else even
        if sum(other.width for other in side) + item.width > WIDE:
            sections.append(_section(odd, even))
            odd, even = [], []
            side = odd if number % 2 else even
        side.append(item)
    if odd or even:
        sections.append(_section(odd, even))
    return sections


def building(houses: pd.DataFrame, marks: Mapping[str, Mark]) -> list[tuple[str, list[Column | Block]]]:
    """A complex by itself: per street its front doors, each with its homes stacked."""
    rows = sorted(_rows(houses), key=lambda row: (row["street_name"], *_door(row)))
    return [
        (street, [_column(list(homes), marks) for _, homes in groupby(doors, key=_door)])
        for street, doors in groupby(rows, key=lambda row: str(row["street_name"]))
    ]


def _rows(houses: pd.DataFrame) -> list[dict[str, Any]]:
    filled = houses.astype(object).where(houses.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in filled.to_dict("records")]


def _items(
    rows: list[dict[str, Any]], marks: Mapping[str, Mark]
) -> Iterator[tuple[tuple[int, str], Column | Block]]:
    """Every column and block with its place in the street: that of its lowest number."""
    in_complex: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    alone: list[dict[str, Any]] = []
    for row in sorted(rows, key=_door):
        if row["complex_id"]:
            in_complex.setdefault((row["complex_id"], row["house_number"] % 2 == 1), []).append(row)
        else:
            alone.append(row)
    for homes in in_complex.values():
        doors = len({_door(row) for row in homes})
        item = _column(homes, marks) if doors == 1 else _block(homes, marks, min(doors, WIDE))
        yield _door(homes[0]), item
    for door, behind in groupby(alone, key=_door):
        yield door, _column(list(behind), marks)


def _column(rows: list[dict[str, Any]], marks: Mapping[str, Mark]) -> Column | Block:
    if len(rows) > TALL:
        return _block(rows, marks, NARROWEST)
    top_first = sorted(rows, key=lambda row: (_height(row), row["addition"] or ""), reverse=True)
    short = len(rows) > 1
    return Column(_number(rows[0]), tuple(_home(row, marks, short=short) for row in top_first))


def _block(rows: list[dict[str, Any]], marks: Mapping[str, Mark], width: int) -> Block:
    first, last = _number(rows[0]), _number(rows[-1])
    named = rows[0]["complex_name"] or ""
    return Block(
        # "Blok Lindestraat 3" adds nothing to its number in the Lindestraat.
        name="" if rows[0]["street_name"] in named else named,
        number=first if first == last else f"{first}–{last}",
        homes=len(rows),
        marked=tuple(_home(row, marks) for row in rows if marks.get(row["dwelling_id"])),
        width=max(width, NARROWEST),
    )


def _home(row: dict[str, Any], marks: Mapping[str, Mark], *, short: bool = False) -> Home:
    number = _number(row) + (f"-{row['addition']}" if row["addition"] else "")
    return Home(row["addition"] or number if short else number, number, marks.get(row["dwelling_id"], ""))


def _section(odd: list[Column | Block], even: list[Column | Block]) -> Section:
    both = [*odd, *even]
    ends = [part for item in both for part in item.number.split("–")]
    ends.sort(key=lambda number: (int("".join(c for c in number if c.isdigit()) or 0), number))
    return Section(ends[0], ends[-1], tuple(odd), tuple(even))


def _marked(item: Column | Block, mark: Mark) -> int:
    homes: Iterable[Home] = item.marked if isinstance(item, Block) else item.homes
    return sum(home.mark == mark for home in homes)


def _door(row: dict[str, Any]) -> tuple[int, str]:
    return int(row["house_number"]), row["house_letter"] or ""


def _number(row: dict[str, Any]) -> str:
    return f"{row['house_number']}{row['house_letter'] or ''}"


def _height(row: dict[str, Any]) -> float:
    """A home whose floor is unknown stands under those that have one."""
    return -1.0 if row["floor"] is None else float(row["floor"])
