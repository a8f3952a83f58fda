"""Which place of the register stands in a cell or a text, and which words name any Dutch place.

A place is called by its own name, by that name without the letters of a province behind it ("Haren" for
Haren Gn), by an alias, and its municipality's name may stand in its stead.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from .folding import fold
from .street_names import place_key

# Provinces as they are written behind a place name that occurs more than once.
_PROVINCE = re.compile(
    r"[\s(]+(?:gn|gr|gron|fr|frl|dr|ov|o|gld|gd|ut|utr|nh|n-h|zh|z-h|zld|zl|nb|n-b|lb|l|fl"
    r"|gem [a-z' -]+)\.?\)?$"
)
_BEHIND = re.compile(r"\s*\(.*\)\s*$")
_IN = re.compile(r"^(?:te|in|gem|gemeente|wpl)\.?\s+")
_MUNICIPALITY_BEHIND = re.compile(r"[\s,(]+(?:gem|gemeente)\.?[\s:]+(?=[a-z'])")
# A place name has no more words than this.
_MOST_WORDS = 6
# Systems of old cut names off, at 18 or 24 letters; what is left must still be a good part of the name.
_SHORTEST_CUT = 12
# Names of places that are plain words too.
_WORDS_TOO = frozenset(("een", "ee", "hem", "hee", "est", "ell"))


class Called(NamedTuple):
    """A name for a place: its own, "short" or "alias"."""

    place: str
    key: str
    kind: str


def place_calls(places: Iterable[str], aliases: Iterable[tuple[str, str]] = ()) -> list[Called]:
    """All names of the register's places; aliases are (said, meant)."""
    own = {place: place_key(place) for place in places}
    calls = [Called(place, key, "own") for place, key in own.items()]
    short = ((place, place_key(_PROVINCE.sub("", fold(place)))) for place in own)
    calls += [Called(place, key, "short") for place, key in short if key and key != own[place]]
    said = [(place_key(typed), place_key(meant)) for typed, meant in aliases]
    calls += [
        Called(place, typed, "alias")
        for typed, meant in said
        for place, key in own.items()
        if meant == key and typed != key
    ]
    return list({(call.place, call.key): call for call in reversed(calls)}.values())


class PlaceNames:
    """The places and municipalities of a register, found in texts."""

    def __init__(self, keys: AbstractSet[str]) -> None:
        self._keys = keys
        self._sorted = sorted(keys)
        # what stands behind numbers repeats
        self._in_cell = lru_cache(50_000)(self._read_cell)

    def in_cell(self, folded: str) -> str:
        """The key of a place cell; a province behind it is dropped when the rest is a place."""
        return self._in_cell(folded)

    def _read_cell(self, folded: str) -> str:
        folded = _IN.sub("", folded)
        if not folded or folded in {"nl", "nederland"}:
            return ""
        key = place_key(folded)
        if key in self._keys:
            return key
        before_municipality = _MUNICIPALITY_BEHIND.split(folded)[0]
        for shorter in (_PROVINCE.sub("", folded), _BEHIND.sub("", folded), before_municipality):
            if (other := place_key(shorter)) in self._keys:
                return other
        if len(key) >= _SHORTEST_CUT:
            at = bisect_left(self._sorted, key)
            whole = [known for known in self._sorted[at : at + 2] if known.startswith(key)]
            if len(whole) == 1:
                return whole[0]
        return key

    def is_place(self, folded: str) -> bool:
        return self.in_cell(folded) in self._keys

    def off_the_end(self, folded: str) -> tuple[str, str]:
        """(what stands before, key) for the longest place at the end; (text, "") when there is none.

        Of "Haren, gemeente Groningen" the place is taken, of "gemeente Groningen" alone the municipality.
        """
        starts = [found.start() for found in re.finditer(r"(?<![a-z'])['a-z]", folded)]
        for start in starts[-_MOST_WORDS:]:
            key = self.in_cell(folded[start:].strip(" ,.()"))
            if key in self._keys:
                before = folded[:start].rstrip(" ,(-")
                if re.search(r"\b(?:gem|gemeente)\.?:?$", before):
                    before = re.sub(r"\b(?:gem|gemeente)\.?:?$", "", before).rstrip(" ,(-")
                    shorter, place = self.off_the_end(before)
                    return (shorter, place) if place else (before, key)
                return before, key
        return folded, ""

    def off_the_front(self, folded: str) -> tuple[str, str]:
        """(what stands behind, key) for the longest place at the start; (text, "") when there is none."""
        ends = [found.start() for found in re.finditer(r"[ ,]", folded)]
        for end in reversed(ends[:_MOST_WORDS]):
            if place_key(folded[:end]) in self._keys:
                return folded[end:].strip(" ,.-:()"), place_key(folded[:end])
        return folded, ""

    def out_of(self, words: str) -> tuple[str, str]:
        """(the other words, key) for the last place among words; (words, "") when there is none."""
        single = words.split()
        for last in range(len(single), 0, -1):
            for first in range(max(last - _MOST_WORDS, 0), last):
                if (key := place_key(" ".join(single[first:last]))) in self._keys:
                    return " ".join(single[:first] + single[last:]), key
        return words, ""


def names_a_place(words: str) -> bool:
    """Whether folded words that nothing explains hold the name of a place in the Netherlands."""
    if not words:
        return False
    single = re.findall(r"[a-z']+", words)
    return any(
        place_key(" ".join(single[first:last])) in _dutch_places()
        for first in range(len(single))
        for last in range(first + 1, min(first + _MOST_WORDS, len(single)) + 1)
    )


@cache
def _dutch_places() -> frozenset[str]:
    listed = tomllib.loads(files(__package__).joinpath("dutch_places.toml").read_text(encoding="utf-8"))
    names = (name.strip() for name in listed["places"].replace("\n", " ").split(","))
    keys = {place_key(shape) for name in names for shape in (name, _PROVINCE.sub("", fold(name)))}
    return frozenset(keys - {""} - _WORDS_TOO)
