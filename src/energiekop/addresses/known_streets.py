"""Which street of the register stands in the part of a text before the house number."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from .places import PlaceNames
from .street_names import place_key, street_key, street_keys

_DIGITS = re.compile(r"\d+")
_NUMBER_SIGN = re.compile(r"[\s,]*\b(?:nummer|huisnummer|huisnr|hnr|nr|no|num)\b[.:\s]*$|[\s,]*#\s*$")
# Words before a street name that say what lies there or for whom the letter is.
_BEFORE = re.compile(
    r"^(?:adres|straat|woonboot|woonschip|woonark|ligplaats|standplaats|locatie)\s*:?\s+(?=[a-z'\d])"
)


@dataclass(frozen=True)
class KnownNames:
    """What a register knows; without it no text can be split. Streets are name -> key, the rest are keys.

    Four-digit postcodes are known as well, since people type only those too.
    """

    street_keys: Mapping[str, str]
    places: AbstractSet[str]
    postcodes: AbstractSet[str]
    unit_words: frozenset[str]
    streets: frozenset[str] = field(init=False)
    digits_in_streets: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        keys = frozenset(self.street_keys.values()) - {""}
        # Both as written and in the key: "Eerste Drift" has the digit 1 only in its key.
        runs = chain.from_iterable(_DIGITS.findall(name) for name in chain(keys, self.street_keys))
        object.__setattr__(self, "streets", keys)
        object.__setattr__(self, "digits_in_streets", frozenset(runs))
        object.__setattr__(self, "postcodes", self.postcodes | {postcode[:4] for postcode in self.postcodes})


class FoundStreet(NamedTuple):
    """Keys that the words may mean, a place named with them ("Leek, Lindestraat"), and if words are left."""

    keys: tuple[str, ...] = ()
    place: str = ""
    stray: bool = False


class StreetFinder:
    """Remembers what it has found, since street names repeat."""

    def __init__(self, known: KnownNames, places: PlaceNames) -> None:
        self._known = known
        self._places = places
        self._found: dict[str, FoundStreet] = {}
        self._keys: dict[str, tuple[str, ...]] = {}

    def find(self, words: str) -> FoundStreet:
        found = self._found.get(words)
        if found is None:
            keys = self._exact(words)
            found = self._found[words] = FoundStreet(keys) if keys else self._among_more(words)
        return found

    def may_hold(self, words: str) -> bool:
        """False when the words hold digits that no street name has: then they are no street for sure."""
        return all(digits in self._known.digits_in_streets for digits in _DIGITS.findall(words))

    def _exact(self, words: str) -> tuple[str, ...]:
        keys = self._keys.get(words)
        if keys is None:
            first = street_key(words)
            if first in self._known.streets:
                keys = (first,)
            else:
                keys = tuple(key for key in street_keys(words) if key in self._known.streets)
            self._keys[words] = keys
        return keys

    def _among_more(self, words: str) -> FoundStreet:
        without_sign = _NUMBER_SIGN.sub("", words)
        for text in dict.fromkeys((without_sign, _BEFORE.sub("", without_sign))):
            if text != words and (keys := self._exact(text.strip(" ,.-:"))):
                return FoundStreet(keys)
            for take_place in (self._places.off_the_front, self._places.off_the_end):
                rest, place = take_place(text)
                if place and (keys := self._exact(rest)):
                    return FoundStreet(keys, place)
        return self._among_parts(without_sign)

    def _among_parts(self, text: str) -> FoundStreet:
        """ "Woonboot Zwaluw, Vloedkade", "Lindestraat (Demostad)": the last part but places is the street."""
        parts = [part for part in (raw.strip(" .-:") for raw in re.split(r"[,()]", text)) if part]
        if len(parts) < 2:
            return FoundStreet()
        places = [part for part in parts if self._places.is_place(part)]
        others = [part for part in parts if part not in places]
        if not others or any(_DIGITS.search(part) for part in others[:-1]):
            return FoundStreet()  # a number before the last part: this is no street with a remark before it
        keys = self._exact(_BEFORE.sub("", others[-1]))
        return FoundStreet(keys, place_key(places[0]) if places else "", len(others) > 1)
