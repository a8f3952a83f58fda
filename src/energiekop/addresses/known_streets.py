"""Which street of the register stands in the part of a text before the house number."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from .places import PlaceNames
from .street_names import street_key, street_keys

_DIGITS = re.compile(r"\d+")
_NUMBER_SIGN = re.compile(r"[\s,]*\b(?:nummer|huis ?nummer|huis ?nr|hnr|nr|no|num)\b[.:\s]*$|[\s,]*#\s*$")
# Words before a street name that say what lies there or for whom the letter is.
_BEFORE = re.compile(
    r"^(?:(?:woon|post|bezoek)?adres|straat(?:naam)?|locatie|woning|woonhuis|huis|flat|app(?:artement)?\.?|"
    r"bedrijf|winkel|kantoor|garage|ligplaats|standplaats)\s*:?\s+(?=[a-z'\d])"
)
# What people say before a street: "ik woon op de ...", "aan de ...", "de ...".
_SAID_BEFORE = re.compile(
    r"^(?:(?:ik|wij|we)\s+(?:woon|wonen|zit|zitten)\s+)?(?:(?:op|aan|in)\s+)?"
    r"(?:(?:de|het|'?t|een|onze)\s+)?"
)
# A house boat with its name, or who lives there, before a street without a comma between.
_BOAT = re.compile(r"(?:woon)?(?:boot|schip|ark|wb|ws|ms|m\.s\.)\b.*")
_PERSON = re.compile(
    r"(?:(?:de )?(?:fam|familie|dhr|heer|hr|mevr|mevrouw|mw|vve)\b\.?|t\.?a\.?v\b\.?|c/o|p/a)\s*.*"
    r"|(?:[a-z]\.\s?)+(?:(?:de|den|der|van|ten|ter|te|het|'?t|vd|v\.d\.)\s+)*[a-z-]{3,}"
)
# Stands for a person, whose name may well be that of a place.
_WHO = "bewoner"
# The word before a street that makes it another one: "Oude Lindestraat" is not Lindestraat.
_PART_OF_NAME = frozenset(
    "oude nieuwe nwe oud nieuw grote kleine lange korte hoge lage verlengde verl gedempte ged eerste tweede"
    " derde vierde vijfde noord zuid oost west noorder zuider ooster wester groene rode witte zwarte dwars"
    " achter voor de den der het van ten ter te aan op bij in".split()
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
    """Keys that the words may mean, a place named with them ("Leek, Lindestraat"), and words left over."""

    keys: tuple[str, ...] = ()
    place: str = ""
    stray: str = ""


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
        short = _BEFORE.sub("", without_sign)
        for text in dict.fromkeys((without_sign, short, _SAID_BEFORE.sub("", short))):
            if text != words and (keys := self._exact(text.strip(" ,.-:"))):
                return FoundStreet(keys)
            for take_place in (self._places.off_the_front, self._places.off_the_end):
                rest, place = take_place(text)
                if place and (keys := self._exact(rest)):
                    return FoundStreet(keys, place)
        found = self._among_parts(without_sign)
        return found if found.keys else self._behind_a_name(without_sign)

    def _behind_a_name(self, text: str) -> FoundStreet:
        """ "J. de Vries Lindestraat", "woonboot Zwaluw Vloedkade": the longest street at the end."""
        if not (_BOAT.match(text) or _PERSON.match(text)):
            return FoundStreet()
        for found in re.finditer(r"\s+", text):
            before, behind = text[: found.start()], text[found.end() :]
            if before.rsplit(" ", 1)[-1] in _PART_OF_NAME or not (
                _BOAT.fullmatch(before) or _PERSON.fullmatch(before)
            ):
                continue
            if keys := self._exact(behind):
                return FoundStreet(keys, "", _WHO)
        return FoundStreet()

    def _among_parts(self, text: str) -> FoundStreet:
        """ "Woonboot Zwaluw, Vloedkade", "Lindestraat (Demostad)": the last part but places is the street."""
        parts = [part for part in (raw.strip(" .-:") for raw in re.split(r"[,()]| / ", text)) if part]
        if len(parts) < 2:
            return FoundStreet()
        places = [part for part in parts if self._places.is_place(part)]
        others = [part for part in parts if part not in places]
        if not others or any(_DIGITS.search(part) for part in others[:-1]):
            return FoundStreet()  # a number before the last part: this is no street with a remark before it
        keys = self._exact(_BEFORE.sub("", others[-1]))
        left = " ".join(_WHO if _PERSON.fullmatch(part) else part for part in others[:-1])
        return FoundStreet(keys, self._places.in_cell(places[0]) if places else "", left)
