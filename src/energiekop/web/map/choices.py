"""What of the map was chosen: the level that is coloured, by what, and whether streets lie under it.

| parameter   | holds                                    | absent                                          |
| niveau      | stadsdeel, gebied, wijk, buurt, straat   | the first level below the place with more in it |
| meting      | deel, verandering, wachten (team)        | deel                                            |
| achtergrond | 1: PDOK's map below ours                 | no request to anybody outside                   |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from energiekop import catalogue
from energiekop.maps import Kind, Sheet
from energiekop.web.asked import Asked
from energiekop.web.places import PlaceKind

T = TypeVar("T")
Measure = Literal["share", "change", "too_long"]
MEASURES: dict[Measure, str] = {"share": "deel", "change": "verandering", "too_long": "wachten"}
LEVELS: dict[Kind, str] = {
    "stadsdeel": "stadsdeel", "gebied": "gebied", "wijk": "wijk", "buurt": "buurt", "street": "straat",
}  # fmt: skip
# What may be coloured in a place. Streets from a wijk on: those of a whole city are a tangle.
_WITHIN: dict[PlaceKind, tuple[Kind, ...]] = {
    "city": ("stadsdeel", "wijk", "buurt", "gebied"),
    "stadsdeel": ("wijk", "buurt"),
    "gebied": ("buurt", "street"),
    "wijk": ("buurt", "street"),
    "buurt": ("street", "buurt"),
    "street": ("street",),
    "complex": ("stadsdeel", "wijk", "buurt", "gebied"),  # a building has no shape: the whole city
}


@dataclass(frozen=True)
class Choices:
    """The choices made, the first of `kinds` being what the map shows by itself.

    `area`: code of the place that is looked into, None for the city. `houses`: those of the street itself.
    """

    kind: Kind
    kinds: tuple[Kind, ...]
    measure: Measure
    measures: tuple[Measure, ...]
    area: str | None
    background: bool
    houses: bool

    @property
    def query(self) -> dict[str, str]:
        """The same in the URL."""
        return {
            "niveau": "" if self.kind == self.kinds[0] else LEVELS[self.kind],
            "meting": "" if self.measure == "share" else MEASURES[self.measure],
            "achtergrond": "1" if self.background else "",
        }


def within(asked: Asked) -> tuple[Kind, ...]:
    """What may be coloured for this viewer in this place, the level just below it first."""
    may = catalogue.figure("map_values").grains.get(asked.viewer.role, ())
    return tuple(kind for kind in _WITHIN[asked.place.kind] if kind in may) or ("buurt",)


def area(asked: Asked) -> str | None:
    """Code of the area that is looked into; None for the whole city."""
    return None if asked.place.kind in ("city", "complex") else asked.place.code


def choices(asked: Asked, parameters: Mapping[str, str], sheets: Mapping[Kind, Sheet]) -> Choices:
    """The choices in a URL, for what can be drawn; one that makes no sense here counts as absent."""
    places = {kind: sum(sheet.inside(area(asked))) for kind, sheet in sheets.items()}
    kinds = [kind for kind, number in places.items() if number] or list(within(asked)[:1])
    first = next((kind for kind in kinds if places.get(kind, 0) > 1), kinds[0])
    kinds.sort(key=lambda kind: kind != first)
    team = asked.viewer.role == "team"
    measures = tuple(measure for measure in MEASURES if team or measure != "too_long")
    kind = _named(LEVELS, parameters.get("niveau"))
    measure = _named(MEASURES, parameters.get("meting"))
    return Choices(
        kind=kind if kind in kinds else first,
        kinds=tuple(kinds),
        measure=measure if measure in measures else "share",
        measures=measures,
        area=area(asked),
        background=parameters.get("achtergrond") == "1",
        houses=team and asked.place.kind == "street",
    )


def _named(names: Mapping[T, str], typed: str | None) -> T | None:
    return next((key for key, name in names.items() if name == typed), None)
