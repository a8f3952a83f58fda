"""Which addresses a typed text may say: every number in it is tried as the house number, and the street names of
the register decide which of those splits stand. There is no grammar: "24e Laan 3" and "Wijk 7 12" need none.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from .additions import UnitKeys
from .folding import fold_cell
from .numbers_in_words import number_words_in
from .street_names import place_key, street_key, street_keys
from .tails import PlaceNames, Tail, read_tail

_POSTCODE = re.compile(r"(?<![a-z0-9])([1-9]\d{3}) ?-?([a-z]{2})(?![a-z])")
_POSTCODE_4 = re.compile(r"[1-9]\d{3}")
_NUMBER = re.compile(r"\d+")
_DECIMAL = re.compile(r"(?<!\d)(\d+)\.0+(?!\d)")
_MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
# A spreadsheet shows 4-1 as 4-jan.
_AS_DATE = re.compile(rf"\b(\d{{1,2}})-({'|'.join([*_MONTHS, 'mar', 'may', 'oct'])})\b")
_MONTH_NUMBER = {month: at + 1 for at, month in enumerate(_MONTHS)} | {"mar": 3, "may": 5, "oct": 10}
_NUMBER_SIGN = re.compile(r"[\s,]*\b(?:nummer|huisnummer|huisnr|hnr|nr|no|num)\b[.:\s]*$|[\s,]*#\s*$")
# Words before a street name that say what lies there or for whom the letter is.
_BEFORE = re.compile(
    r"^(?:adres|straat|woonboot|woonschip|woonark|ligplaats|standplaats|locatie)\s*:?\s+(?=[a-z'\d])"
)
# The highest number of the Dutch register of addresses.
_HIGHEST_NUMBER = 99999


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
        runs = chain.from_iterable(_NUMBER.findall(name) for name in chain(keys, self.street_keys))
        object.__setattr__(self, "streets", keys)
        object.__setattr__(self, "digits_in_streets", frozenset(runs))
        object.__setattr__(self, "postcodes", self.postcodes | {postcode[:4] for postcode in self.postcodes})


class TypedText(NamedTuple):
    """One distinct address as it was handed in; `number` is None when everything stands in `street`."""

    street: str | None
    number: str | None = None
    letter: str | None = None
    addition: str | None = None
    postcode: str | None = None
    place: str | None = None


class Split(NamedTuple):
    """One way to read a text. `street` is a key; "" when only a postcode and a number were typed.

    `words` is the street as typed, folded. `stray` says that words are left which nothing explains.
    """

    street: str
    street_known: bool
    words: str
    number: int
    unit: UnitKeys
    postcode: str
    postcode_known: bool
    place: str
    place_known: bool
    remark: bool = False
    stray: bool = False
    several: str = ""
    members: tuple[tuple[int, str | None], ...] = ()
    unit_first: bool = False


class Reader:
    """Reads typed texts against one register; remembers the pieces it has seen, since streets and tails repeat."""

    def __init__(self, known: KnownNames) -> None:
        self._known = known
        self._places = PlaceNames(known.places)
        self._streets: dict[str, tuple[str, ...]] = {}
        self._loose_streets: dict[str, tuple[tuple[str, ...], str, bool]] = {}
        self._tails: dict[tuple[str, int], Tail] = {}

    def read(self, typed: TypedText) -> list[Split]:
        """Every split whose street the register knows; else the first one, marked unknown; [] without a number."""
        postcode = self._postcode_cell(typed.postcode)
        place = self._places.in_cell(fold_cell(typed.place))
        number = fold_cell(typed.number)
        unit = " ".join(filter(None, (fold_cell(typed.letter), fold_cell(typed.addition))))
        street = _straighten(fold_cell(typed.street))
        if not number:
            return self._read_text(f"{street} {unit}" if unit else street, postcode, place)
        number = _straighten(number)
        if (found := _NUMBER.search(number)) is None:
            return self._read_text(f"{street} {number} {unit}", postcode, place)
        tail = f"{number[found.end() :]} {unit}".strip()
        own = street.removesuffix(found[0]).rstrip()  # the number stands in the street's column as well
        for text in dict.fromkeys((street, own)):
            splits = self._splits_at(text, _whole(found[0]), tail, postcode, place)
            if any(split.street_known for split in splits):
                return splits
        if street:
            return self._read_text(f"{street}, {number} {unit}", postcode, place) or splits
        return self._without_street(_whole(found[0]), tail, postcode, place)

    def _read_text(self, text: str, postcode: str, place: str) -> list[Split]:
        text = text.strip()
        if not text:
            return []
        for body, typed_postcode in self._bodies(text, postcode):
            splits = self._by_digits(body, typed_postcode, place)
            if splits:
                return splits
        for body, typed_postcode in self._bodies(text, postcode):
            splits = (
                self._number_first(body, typed_postcode, place)
                or self._by_words(body, typed_postcode, place)
                or self._street_left_out(body, typed_postcode, place)
            )
            if splits:
                return splits
        body, typed_postcode = self._bodies(text, postcode)[0]
        return self._unknown(body, typed_postcode, place)

    def _bodies(self, text: str, postcode: str) -> list[tuple[str, str]]:
        """The text without its postcode, and the postcode; a postcode the register lacks may also be a number with
        a word behind it ("Plein 1813 nr 3"), so then the whole text comes second."""
        found = [match for match in _POSTCODE.finditer(text) if match.start() > 0 or match.end() < len(text)]
        known = [match for match in found if match[1] + match[2].upper() in self._known.postcodes]
        if known:
            return [_cut(text, known[-1])]
        if postcode or not found:
            return [(text, postcode)]
        return [_cut(text, found[-1]), (text, "")]

    def _by_digits(self, body: str, postcode: str, place: str) -> list[Split]:
        splits: list[Split] = []
        for found in _NUMBER.finditer(body):
            left = body[: found.start()]
            number = _whole(found[0])
            if not left or left.isspace() or not 0 < number <= _HIGHEST_NUMBER:
                continue
            if any(run not in self._known.digits_in_streets for run in _NUMBER.findall(left)):
                break  # no street name holds the digits seen so far: later numbers belong to the addition
            splits += self._splits_at(left, number, body[found.end() :], postcode, place, only_known=True)
        return splits

    def _by_words(self, body: str, postcode: str, place: str) -> list[Split]:
        splits: list[Split] = []
        for start, end, number in number_words_in(body):
            splits += self._splits_at(body[:start], number, body[end:], postcode, place, only_known=True)
        return splits

    def _number_first(self, body: str, postcode: str, place: str) -> list[Split]:
        """ "12 Lindestraat" and "12a Lindestraat, Leek"."""
        found = re.match(r"\s*(\d+) ?-?([a-z](?= ))?,? +([^,]+)(.*)$", body)
        if found is None or not 0 < _whole(found[1]) <= _HIGHEST_NUMBER:
            return []
        street, named = self._places.off_the_end(found[3].strip())
        tail = f"{found[2] or ''},{found[4]}"
        return self._splits_at(street, _whole(found[1]), tail, postcode, place or named, only_known=True)

    def _street_left_out(self, body: str, postcode: str, place: str) -> list[Split]:
        found = re.match(r"[\s,]*(?:(?:huis)?(?:nummer|nr)\.? *)?(\d+)(.*)$", body)
        if found is None or postcode not in self._known.postcodes:
            return []
        return self._without_street(_whole(found[1]), found[2], postcode, place)

    def _without_street(self, number: int, tail: str, postcode: str, place: str) -> list[Split]:
        if len(postcode) != 6:
            return []
        read = self._tail(tail, number)
        return [] if read.stray else [self._split("", True, "", number, read, postcode, place, False)]

    def _unknown(self, body: str, postcode: str, place: str) -> list[Split]:
        for found in _NUMBER.finditer(body):
            left, number = body[: found.start()], _whole(found[0])
            if left.strip(" ,-") and 0 < number <= _HIGHEST_NUMBER:
                return self._splits_at(left, number, body[found.end() :], postcode, place)
        for start, end, number in number_words_in(body):
            if body[:start].strip(" ,-"):
                return self._splits_at(body[:start], number, body[end:], postcode, place)
        return []

    def _splits_at(
        self, left: str, number: int, tail: str, postcode: str, place: str, *, only_known: bool = False
    ) -> list[Split]:
        words = left.strip(" ,.-:")
        keys, named, stray = self._exact_streets(words), "", False
        if not keys:
            keys, named, stray = self._loose_street(words)
        if not keys and only_known:
            return []
        read = self._tail(tail, number)
        known = bool(keys)
        return [
            self._split(key, known, words, number, read, postcode, place or named, stray)
            for key in keys or (street_key(words),)
        ]

    def _split(
        self,
        street: str,
        known: bool,
        words: str,
        number: int,
        tail: Tail,
        postcode: str,
        place: str,
        stray: bool,
    ) -> Split:
        place = place or tail.place
        postcode = postcode or (tail.postcode if tail.postcode in self._known.postcodes else "")
        return Split(
            street, known, words, number, tail.unit,
            postcode, postcode in self._known.postcodes, place, place in self._known.places,
            tail.remark, stray or tail.stray, tail.several, tail.members, tail.unit_first,
        )  # fmt: skip

    def _exact_streets(self, words: str) -> tuple[str, ...]:
        keys = self._streets.get(words)
        if keys is None:
            first = street_key(words)
            if first in self._known.streets:
                keys = (first,)
            else:
                keys = tuple(key for key in street_keys(words) if key in self._known.streets)
            self._streets[words] = keys
        return keys

    def _loose_street(self, words: str) -> tuple[tuple[str, ...], str, bool]:
        """The street in a left part that holds more: (keys, place named there, whether words are left over)."""
        found = self._loose_streets.get(words)
        if found is None:
            found = self._loose_streets[words] = self._find_loose_street(words)
        return found

    def _find_loose_street(self, words: str) -> tuple[tuple[str, ...], str, bool]:
        without_sign = _NUMBER_SIGN.sub("", words)
        for text in dict.fromkeys((without_sign, _BEFORE.sub("", without_sign))):
            if text != words and (keys := self._exact_streets(text.strip(" ,.-:"))):
                return keys, "", False
            rest, place = self._places.off_the_front(text)
            if place and (keys := self._exact_streets(rest)):
                return keys, place, False
            rest, place = self._places.off_the_end(text)
            if place and (keys := self._exact_streets(rest)):
                return keys, place, False
        parts = [part.strip(" .-:") for part in re.split(r"[,()]", without_sign)]
        parts = [part for part in parts if part]
        if len(parts) < 2:
            return (), "", False
        places = [part for part in parts if self._places.is_place(part)]
        others = [part for part in parts if part not in places]
        for part in reversed(others):
            if keys := self._exact_streets(_BEFORE.sub("", part)):
                return keys, place_key(places[0]) if places else "", len(others) > 1
        return (), "", False

    def _tail(self, tail: str, number: int) -> Tail:
        read = self._tails.get((tail, number))
        if read is None:
            read = self._tails[tail, number] = read_tail(tail, number, self._places, self._known.unit_words)
        return read

    def _postcode_cell(self, cell: str | None) -> str:
        folded = fold_cell(cell)
        if not folded:
            return ""
        glued = folded.replace(" ", "").replace("-", "").upper()
        if found := re.search(r"(?<!\d)[1-9]\d{3}[A-Z]{2}(?![A-Z])", glued):
            return found[0]
        return found[0] if (found := _POSTCODE_4.fullmatch(glued)) else ""


def _straighten(folded: str) -> str:
    """Takes back what spreadsheets and exports do to a number: "27.0", "4-jan"; drops a written "NULL"."""
    if "null" in folded:
        folded = re.sub(r"\bnull\b", " ", folded)
    if "." in folded:
        folded = _DECIMAL.sub(r"\1", folded)
    if "-" in folded:
        folded = _AS_DATE.sub(lambda found: f"{found[1]}-{_MONTH_NUMBER[found[2]]}", folded)
    return folded


def _cut(text: str, postcode: re.Match[str]) -> tuple[str, str]:
    return f"{text[: postcode.start()]},{text[postcode.end() :]}", postcode[1] + postcode[2].upper()


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= 9 else 0
