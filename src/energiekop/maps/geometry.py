"""Which files the map draws of a snapshot, and which places lie in them: public geometry, no figures."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

Kind = Literal["stadsdeel", "gebied", "wijk", "buurt", "street"]


@dataclass(frozen=True)
class Drawn:
    """A place on the map: its code and name, and the codes of the areas around it, the nearest first."""

    code: str
    name: str
    around: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The files of one kind, by their names in STORE/geo, with their places in the order of the files.

    `lived_in`: codes of the places with dwellings; the others are drawn around them, without a value.
    """

    kind: Kind
    files: tuple[str, ...]
    places: tuple[Drawn, ...]
    lived_in: frozenset[str]

    def inside(self, area: str | None) -> list[bool]:
        """Which places with dwellings are an area or lie in it; all of them in the city (None)."""
        return [
            place.code in self.lived_in and (area is None or area in (place.code, *place.around))
            for place in self.places
        ]

    def place(self, code: str) -> Drawn | None:
        """The place of a code."""
        return next((place for place in self.places if place.code == code), None)


def sheet(
    store: Path, meta: Mapping[str, str], kind: Kind, lived_in: Iterable[str], *, area: str | None = None
) -> Sheet:
    """What to draw of a kind. Streets come per wijk: only those files that hold streets of `area`.

    Empty when the snapshot has no geometry of it; a snapshot older than the map's own files has exact ones.
    """
    if kind == "street":
        named = [value for key, value in sorted(meta.items()) if key.startswith("map_street:")]
        drawn = {name: _places(store, name) for name in named}
        files = tuple(
            name
            for name, places in drawn.items()
            if any(area in (place.code, *place.around) for place in places)
        )
    else:
        name = meta.get(f"map_{kind}") or meta.get(f"geo_{kind}")
        files = (name,) if name else ()
    places = tuple(place for name in files for place in _places(store, name))
    return Sheet(kind, files, places, frozenset(lived_in))


def _places(store: Path, name: str) -> tuple[Drawn, ...]:
    return _read(store / "geo" / Path(name).name)


@lru_cache(maxsize=256)
def _read(file: Path) -> tuple[Drawn, ...]:
    """A file's name is the hash of its content, so what was read once stays true."""
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    found = []
    for feature in features:
        said = feature["properties"]
        found.append(Drawn(said["code"], said.get("name", said["code"]), tuple(said.get("in", ()))))
    return tuple(found)
