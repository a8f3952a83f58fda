"""Which addresses a typed text may say.

Every number in a text is tried as the house number, and the street names of the register decide which of
those splits stand. There is no grammar: "24e Laan 3" and "Wijk 7 12" need none.
"""

import re
from typing import NamedTuple

from .additions import UnitKeys
from .folding import fold_cell
from .house_styles import number_and_addition_of_day, straighten
from .known_streets import KnownNames, StreetFinder
from .numbers_in_words import number_words_in
from .places import PlaceNames, names_a_place
from .postcodes import postcode_in_cell, take_postcode
from .street_names import street_key
from .tails import Tail, read_tail

_NUMBER = re.compile(r"\d+")
# The highest number of the Dutch register of addresses.
_HIGHEST_NUMBER = 99999


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

    `words` is the street as typed, folded. `stray` says that words are left which nothing explains,
    `names_place` that a Dutch place is among them: then the address may lie there.
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
    names_place: bool = False
    several: str = ""
    members: tuple[tuple[int, str | None], ...] = ()
    unit_first: bool = False


class Reader:
    """Reads typed texts against one register; remembers the tails it has read, since they repeat."""

    def __init__(self, known: KnownNames) -> None:
        self._known = known
        self._places = PlaceNames(known.places)
        self._streets = StreetFinder(known, self._places)
        self._tails: dict[tuple[str, int], Tail] = {}

    def read(self, typed: TypedText) -> list[Split]:
        """Every split with a street of the register, else the first one, marked so; [] without a number."""
        postcode = postcode_in_cell(fold_cell(typed.postcode))
        place = self._places.in_cell(fold_cell(typed.place))
        number = fold_cell(typed.number)
        unit = " ".join(filter(None, (fold_cell(typed.letter), fold_cell(typed.addition))))
        street = straighten(fold_cell(typed.street))
        if not number:
            return self._read_text(f"{street} {unit}" if unit else street, postcode, place)
        number = straighten(number)
        if (found := _NUMBER.search(number)) is None:
            return self._read_text(f"{street} {number} {unit}", postcode, place)
        tail = f"{number[found.end() :]} {unit}".strip()
        own = street.removesuffix(found[0]).rstrip()  # the number stands in the street's column as well
        at = _whole(found[0])
        splits = [
            split
            for text in dict.fromkeys((street, own))
            for split in self._splits_at(text, at, tail, postcode, place, only_known=True)
        ]
        if splits:
            return splits
        if street:
            return self._read_text(f"{street}, {number} {unit}", postcode, place)
        return self._without_street(at, tail, postcode, place)

    def _read_text(self, text: str, postcode: str, place: str) -> list[Split]:
        body, typed_postcode = take_postcode(text.strip(), postcode, self._known.postcodes)
        splits = self._by_digits(body, typed_postcode, place)
        if typed_postcode and typed_postcode not in self._known.postcodes:
            # "Plein 1813 nr 3": what looks like a postcode may be a street's number and a word behind it
            splits += [
                split for split in self._by_digits(text, postcode, place) if typed_postcode[:4] in split.words
            ]
        return (
            splits
            or self._number_first(body, typed_postcode, place)
            or self._by_words(body, typed_postcode, place)
            or self._street_left_out(body, typed_postcode, place)
            or self._unknown(body, typed_postcode, place)
        )

    def _by_digits(self, body: str, postcode: str, place: str) -> list[Split]:
        splits: list[Split] = []
        for found in _NUMBER.finditer(body):
            left = body[: found.start()]
            number = _whole(found[0])
            if not left or left.isspace() or not 0 < number <= _HIGHEST_NUMBER:
                continue
            if not self._streets.may_hold(left):
                break  # later numbers belong to the addition
            splits += self._splits_at(left, number, body[found.end() :], postcode, place, only_known=True)
        return splits

    def _by_words(self, body: str, postcode: str, place: str) -> list[Split]:
        splits: list[Split] = []
        for start, end, number in number_words_in(body):
            splits += self._splits_at(body[:start], number, body[end:], postcode, place, only_known=True)
        return splits

    def _number_first(self, body: str, postcode: str, place: str) -> list[Split]:
        """ "12 Lindestraat" and "12a Lindestraat, Leek"."""
        found = re.match(r"[\s,]*(\d+) ?-?([a-z](?= ))?,? +([^,]+)(.*)$", body)
        if found is None or not 0 < _whole(found[1]) <= _HIGHEST_NUMBER:
            return []
        street, named = self._places.off_the_end(found[3].strip())
        tail = f"{found[2] or ''},{found[4]}"
        return self._splits_at(street, _whole(found[1]), tail, postcode, place or named, only_known=True)

    def _street_left_out(self, body: str, postcode: str, place: str) -> list[Split]:
        found = re.match(r"[\s,-]*(?:(?:huis)?(?:nummer|nr)\.? *)?(\d+)(.*)$", body)
        if found is None or postcode not in self._known.postcodes:
            return []
        return self._without_street(_whole(found[1]), found[2], postcode, place)

    def _without_street(self, number: int, tail: str, postcode: str, place: str) -> list[Split]:
        if len(postcode) != 6:
            return []
        read = self._tail(tail, number)
        return [] if read.stray else [self._split("", True, "", number, read, postcode, place, "")]

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
        words = left.strip(" ,.-:()")
        found = self._streets.find(words)
        if not found.keys and only_known:
            return []
        if (day := number_and_addition_of_day(number)) and not tail.strip(" ,"):
            number, tail = day[0], f"-{day[1]}"
        read = self._tail(tail, number)
        place = place or found.place
        return [
            self._split(key, bool(found.keys), words, number, read, postcode, place, found.stray)
            for key in found.keys or (street_key(words),)
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
        stray: str,
    ) -> Split:
        place = place or tail.place
        left_over = f"{stray} {tail.stray}".strip()
        if left_over and not place:
            left_over, place = self._places.out_of(left_over)
        postcode = postcode or (tail.postcode if tail.postcode in self._known.postcodes else "")
        return Split(
            street, known, words, number, tail.unit,
            postcode, postcode in self._known.postcodes, place, place in self._known.places,
            tail.remark, left_over != "", names_a_place(left_over),
            tail.several, tail.members, tail.unit_first,
        )  # fmt: skip

    def _tail(self, tail: str, number: int) -> Tail:
        read = self._tails.get((tail, number))
        if read is None:
            read = self._tails[tail, number] = read_tail(tail, number, self._places, self._known.unit_words)
        return read


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= 9 else 0
