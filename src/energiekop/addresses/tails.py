"""What stands behind the house number: an addition, a place, a second address, or a remark."""

import re
from typing import NamedTuple

from .additions import BARE, UnitKeys, is_unit_word, unit_keys, unit_tokens
from .places import PlaceNames

# Where a remark begins. "Boven" and "achter" are additions too, unless an article and a noun follow.
_REMARK = re.compile(
    r"\b(?:\(?\d ?x|(?:\d+e|eerste|tweede|derde|linker|rechter) (?:bel|deur|ingang|poort)|"
    r"tegenover|schuin|naast|nabij|hoek|ingang|zijingang|entree|voorheen|vroeger|graag|svp|"
    r"s\.v\.p|let op|aanbellen|bellen|bel(?![- ]?et)|tel|telefoon|mobiel|e-?mail|\d{8,}|t\.?a\.?v|p/a|c/o|"
    r"t/o|t\.o\.|i\.?v\.?m|(?:\+31|0031|0)[ -]?[1-9](?:[ -]?\d){7,8}|[\w.+-]+@[\w.-]+|"
    r"eigenaar|eigenaresse|huurder|huurders|verhuurder|contact|sleutel|sleutels|"
    r"zie|woont|woon ik|bewoner|bewoners|"
    r"fam|familie|dhr|mevr|mevrouw|de heer|mw|sinds|vanaf|postadres|postbus|oud adres|nieuw adres|"
    r"(?:boven|onder|achter|voor|bij|links van|rechts van|aan|op|in|om|langs|tussen|met|als)"
    r"(?= (?:de|het|een|t|'t|onze|ons|mijn|den|der|die|dit|dat|twee|elkaar|restaurant|cafe|winkel|"
    r"kapper|bakker|slager|snackbar|supermarkt|kerk|school|garage|station)\b))"
    r"(?![a-z])"
)
# A country or province behind the place says nothing more.
_REGION = re.compile(
    r"[\s,(]+(?:nederland|the netherlands|netherlands|holland|nl|nld|noord[- ]holland|zuid[- ]holland|"
    r"noord[- ]brabant|gelderland|overijssel|friesland|fryslan|drenthe|limburg|zeeland|flevoland|"
    r"(?:prov(?:incie|\.)? ?)(?:groningen|utrecht))[\s.)]*$"
)
_THROUGH = re.compile(
    r"\s*-?([a-z]?)\s*(?:t/m|t\.?m\.?|tot en met|tot|/m|t-m)\s*(\d+)?\s*-?\s*([a-z0-9]*)[\s,]*$"
)
_DASHED = re.compile(r"\s*-\s*(\d+)\s*[,\s]*$")
_AND = re.compile(r"\s*(?:\ben\b|&|\+|/)\s*")
_PARTS_OF_BUILDINGS = frozenset("gebouw blok vleugel paviljoen toren hal poort portiek trap".split())
_BESIDE = frozenset(("boven", "onder", "achter", "voor"))
# A letter, spelled out: "de b van Bernard".
_SPELLED = re.compile(r"\b(?:de|met een) ([a-z]) van [a-z]+")
_LEADING_DASH = re.compile(r"^[\s\-/.:]+")
# A row of more houses than this is no typed range.
_LONGEST_RANGE = 60


class Tail(NamedTuple):
    """What a tail says.

    `several` is "range" or "two_dwellings", with its `members` (number, raw unit key or None for all units);
    `unit_first`: it may be an addition too ("12-14"), which wins when the register has it.
    """

    unit: UnitKeys = BARE
    place: str = ""
    postcode: str = ""
    remark: bool = False
    stray: str = ""
    several: str = ""
    members: tuple[tuple[int, str | None], ...] = ()
    unit_first: bool = False


def read_tail(tail: str, number: int, places: PlaceNames, register_words: frozenset[str]) -> Tail:
    """Reads a folded text that stands behind `number`."""
    text = tail.strip(" ,.")
    if not text:
        return Tail()
    text = _REGION.sub("", f" {text}").strip(" ,.")
    text = _SPELLED.sub(r"\1", text)
    # A place at the end goes first: "Alphen aan de Vliet" is no remark.
    before, last_place = places.off_the_end(text)
    if last_place and not _is_unit_of_words(text):
        text, last_postcode = _without_four_digits(before)
    else:
        last_place = last_postcode = ""
    text, remark = _without_remark(text)
    text, place, postcode, stray_parts = _without_place(text, places)
    place, postcode = place or last_place, postcode or last_postcode
    if several := _several(text, number, register_words):
        return several._replace(place=place, postcode=postcode, remark=remark, stray=" ".join(stray_parts))
    unit, stray = _unit(_LEADING_DASH.sub("", text), register_words)
    stray = " ".join(filter(None, (stray, *stray_parts)))
    return Tail(unit_keys(unit), place, postcode, remark, stray, *_dashed(text, number))


def _without_remark(text: str) -> tuple[str, bool]:
    found = _REMARK.search(text)
    if found is None:
        return text, False
    return text[: found.start()].rstrip(" ,(-"), True


def _without_place(text: str, places: PlaceNames) -> tuple[str, str, str, list[str]]:
    """(addition, place, 4-digit postcode, parts that are none of these); the first place named counts."""
    if not re.search(r"[a-z]{2}|\d{4}", text):
        return text, "", "", []
    parts = [part.strip(" .") for part in re.split(r"[,()]| - (?=[a-z]{3})", text)]
    addition, place, postcode, stray = parts[0], "", "", []
    for part in parts[1:]:
        if not part:
            continue
        if found := re.match(r"([1-9]\d{3})\b\s*", part):
            rest = part[found.end() :]
            if not rest or places.is_place(rest):
                postcode, part = found[1], rest
        if not part:
            continue
        named = places.in_cell(part)
        if places.is_place(named):
            place = place or named
            continue
        before, named = places.off_the_end(part)
        if named:
            place, part = place or named, before
            if not part:
                continue
        if _may_be_unit(part):
            addition = f"{addition} {part}".strip()
        else:
            stray.append(part)
    if re.search(r"[a-z]{2}", addition):
        before, named = places.off_the_end(addition)
        if named and not _is_unit_of_words(addition):
            place = place or named
            addition, postcode = _without_four_digits(before)
    return addition, place, postcode, stray


def _without_four_digits(before_place: str) -> tuple[str, str]:
    """ "1011 Amsterdam": four digits before a place are a postcode."""
    found = re.search(r"(?:^|[\s,])([1-9]\d{3})$", before_place)
    return (before_place, "") if found is None else (before_place[: found.start()].rstrip(" ,"), found[1])


def _may_be_unit(part: str) -> bool:
    return (
        all(is_unit_word(token, frozenset()) for token in unit_tokens(part)) and len(unit_tokens(part)) <= 4
    )


def _is_unit_of_words(text: str) -> bool:
    tokens = unit_tokens(text)
    return all(len(token) > 3 and is_unit_word(token, frozenset()) for token in tokens)


def _unit(text: str, register_words: frozenset[str]) -> tuple[str, str]:
    """The part of a text that can be an addition, and the words that can not.

    Words are left over only where they cannot be an addition; short or unclear ones stay, and then veto.
    Digits in what is left over do so too ("gebouw 3"), but for those of a sentence ("liefst na 18 uur").
    """
    tokens = unit_tokens(text)
    alone = sum(token.isalpha() for token in tokens) == 1
    fitting = 0
    for token in tokens:
        if not is_unit_word(token, register_words, alone=alone) or token in {"te", "in", "bij"}:
            break
        fitting += 1
    rest = tokens[fitting:]
    while rest and fitting and tokens[fitting - 1] in _BESIDE:  # "boven Jansen"
        fitting -= 1
    if not rest:
        return text, ""
    numbered = rest[0] in _PARTS_OF_BUILDINGS or (len(rest) > 1 and rest[1].isdigit())
    in_a_sentence = len(rest[0]) > 3 and not numbered
    if any(token.isdigit() for token in rest) and not in_a_sentence:
        return text, " ".join(rest)
    return " ".join(tokens[:fitting]), " ".join(rest)


def _dashed(text: str, number: int) -> tuple[str, tuple[tuple[int, str | None], ...], bool]:
    """ "12-14" may be an addition or a row of houses; the register decides."""
    found = _DASHED.match(text)
    if found is None:
        return "", (), False
    last = int(found[1][:6])
    if last > number and (last - number) % 2 == 0 and (last - number) // 2 <= _LONGEST_RANGE:
        return "range", tuple((member, None) for member in range(number, last + 1, 2)), True
    return "", (), False


def _several(text: str, number: int, register_words: frozenset[str]) -> Tail | None:
    """Two addresses or a row of them in one text: "12 t/m 16", "12 en 14", "12a en b", "12/14"."""
    if found := _THROUGH.match(text):
        last = int(found[2][:6]) if found[2] else number
        if last > number and last - number <= 2 * _LONGEST_RANGE:
            step = 2 if (last - number) % 2 == 0 else 1
            return Tail(
                several="range", members=tuple((member, None) for member in range(number, last + 1, step))
            )
        if last == number or (found[1] and found[3]):
            return Tail(several="range", members=((number, None),))
        return None
    halves = _AND.split(_LEADING_DASH.sub("", text) if text[:1] not in "/+&" else text)
    if len(halves) < 2 or len(halves) > 6:
        return None
    slash_only = "/" in text and not re.search(r"\ben\b|&|\+", text)
    members: list[tuple[int, str | None]] = []
    for at, half in enumerate(halves):
        tokens = unit_tokens(half)
        if len(tokens) > 4 or (at and not tokens):
            return None
        if not all(is_unit_word(token, register_words) for token in tokens):
            return None
        here = number
        if at and tokens[0].isdigit() and len(tokens[0]) <= 5 and int(tokens[0]) >= number:
            here, tokens = int(tokens[0]), tokens[1:]
        members.append((here, " ".join(tokens) or None))
    if slash_only and all(member[0] == number for member in members):
        return None if not halves[0].strip() else Tail(
            unit_keys(text), several="two_dwellings", members=tuple(members), unit_first=True
        )  # fmt: skip
    if slash_only:
        return Tail(unit_keys(text), several="two_dwellings", members=tuple(members), unit_first=True)
    return Tail(several="two_dwellings", members=tuple(members))
