"""Which places there are: what a link may name, and what the search box finds."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from energiekop import privacy
from energiekop.privacy import Viewer

PlaceKind = Literal["city", "stadsdeel", "gebied", "wijk", "buurt", "street", "complex"]
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@dataclass(frozen=True)
class Place:
    """A place in the register. `code` is empty for the city; `within` names the place around it."""

    kind: PlaceKind
    code: str
    name: str
    within: str = ""

    @property
    def in_url(self) -> str:
        """buurt:BU0363ZA01; empty for the city."""
        return f"{self.kind}:{self.code}" if self.code else ""


@dataclass(frozen=True)
class Gazetteer:
    """All places of a snapshot, in the order of kinds and names."""

    city: Place
    places: dict[tuple[str, str], Place]
    folded: tuple[tuple[str, Place], ...]
    postcodes: dict[str, tuple[tuple[str, str], ...]]

    def named(self, in_url: str) -> Place | None:
        """The place of `buurt:BU0363ZA01`; the city for an empty text, None for what is not there."""
        if not in_url:
            return self.city
        kind, _, code = in_url.partition(":")
        return self.places.get((kind, code))

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many places there are of each kind."""
        return Counter(kind for kind, _ in self.places)

    def one(self, kind: str, named: str) -> Place | None:
        """The one place of a kind with this code, else this name; None for none or several."""
        if (kind, named) in self.places:
            return self.places[kind, named]
        same = [place for words, place in self.folded if place.kind == kind and words == fold(named)]
        return same[0] if len(same) == 1 else None

    def found(self, typed: str, most: int = 8) -> list[Place]:
        """Places that fit what was typed: a postcode's streets, or names that begin so and then others."""
        code = typed.replace(" ", "").upper()
        if re.fullmatch(r"\d{4}[A-Z]{0,2}", code):
            keys = [key for postcode, at in self.postcodes.items() if postcode.startswith(code) for key in at]
            return [self.places[key] for key in dict.fromkeys(keys) if key in self.places][:most]
        words = fold(typed)
        if len(words) < 2:
            return []
        begins, holds = [], []
        for name, place in self.folded:
            if name.startswith(words):
                begins.append(place)
            elif words in name:
                holds.append(place)
        return [*begins, *holds][:most]


def gazetteer(viewer: Viewer, *, store: Path, snapshot: str) -> Gazetteer:
    """The places of a snapshot, from the public register; the same for every role."""
    reading = privacy.open(viewer, store, snapshot=snapshot)
    rows = reading.rows(_PLACES, {"kinds": list(KINDS)})
    postcodes: dict[str, tuple[tuple[str, str], ...]] = {}
    if reading.holds("published", "postcode"):
        for postcode, code in reading.rows(_POSTCODES):
            postcodes[postcode] = (*postcodes.get(postcode, ()), ("street", code))
    city = Place("city", "", reading.meta.get("city_name", ""))
    places = [Place(*row) for row in rows]
    return Gazetteer(
        city=city,
        places={(place.kind, place.code): place for place in places},
        folded=tuple((fold(place.name), place) for place in places),
        postcodes=postcodes,
    )


def fold(name: str) -> str:
    """Without capitals, accents and punctuation, so that 'Ceres-straat' finds 'Céresstraat'."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return " ".join(re.sub(r"[^a-z0-9 ]", "", plain).split())


_PLACES = """
select kind, code, name, coalesce(parent_name, '') as within
from published.cell_member
where kind != 'city' and list_contains($kinds, kind)
order by list_position($kinds, kind), name, code
"""
_POSTCODES = "select postcode, street_id from published.postcode order by postcode, street_id"
