"""Where a postcode stands in a text: also one misread, cut in pieces, glued to the place, or dictated."""

import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

from .numbers_in_words import number_words_in

_WRITTEN = re.compile(r"(?<![a-z0-9])(?:nl[- ]{0,3})?([1-9]\d{3}) ?-?([a-z]{2})(?![a-z])")
_IN_PIECES = re.compile(r"(?<![a-z0-9])([1-9]\d{3}) ([a-z]) ([a-z])(?![a-z0-9])")
_GLUED = re.compile(r"(?<![a-z0-9])([1-9]\d{3}) ?([a-z]{2})(?=[a-z]{3})")
# Six signs that look like one, with letters for digits or digits for letters in it.
_UNCLEAR = re.compile(r"(?<![a-z0-9])([1-9][0-9a-z]{3})[ ]?([0-9a-z]{2})(?![a-z0-9])")
_LIKE_DIGITS = str.maketrans("oilzsgb", "0112568")
_LIKE_LETTERS = str.maketrans("0125689", "OIZSGBG")
_DICTATED_LETTERS = re.compile(r"\s+([a-z])\.?\s?([a-z])\b\.?")
# Words of two letters that follow a house number: "Hoofdstraat 2001 te Leek", "Plein 1813 nr 3".
_SHORT_WORDS = frozenset(("te", "in", "nr", "no", "en", "de", "op", "hs", "bg", "bs", "tm"))
_FOUR = re.compile(r"[1-9]\d{3}")


def take_postcode(text: str, cell: str, known: AbstractSet[str]) -> tuple[str, str]:
    """The folded text without its postcode, and that postcode: the last one known, the last, or `cell`."""
    text = _GLUED.sub(lambda at: f"{at[0]}, " if at[1] + at[2].upper() in known else at[0], text)
    found = [at for at in _WRITTEN.finditer(text) if _is_postcode(at, known)]
    if in_register := [at for at in found if _joined(at) in known]:
        return _cut(text, in_register[-1], _joined(in_register[-1]))
    if found and not cell:
        return _cut(text, found[-1], _joined(found[-1]))
    for at in _IN_PIECES.finditer(text):
        if (postcode := at[1] + (at[2] + at[3]).upper()) in known:
            return _cut(text, at, postcode)
    return _misread(text, cell, known) or _dictated(text, known) or (text, cell)


def postcode_in_cell(folded: str) -> str:
    """The postcode of a cell, or its four digits; "" for anything else."""
    glued = folded.replace(" ", "").replace("-", "").upper()
    if found := re.search(r"(?<!\d)[1-9]\d{3}[A-Z]{2}(?![A-Z])", glued):
        return found[0]
    return found[0] if (found := _FOUR.fullmatch(glued)) else ""


def _is_postcode(at: re.Match[str], known: AbstractSet[str]) -> bool:
    return " " not in at[0] or at[2] not in _SHORT_WORDS or _joined(at) in known


def _joined(at: re.Match[str]) -> str:
    return at[1] + at[2].upper()


def _cut(text: str, at: re.Match[str], postcode: str) -> tuple[str, str]:
    return f"{text[: at.start()]},{text[at.end() :]}", postcode


def _misread(text: str, cell: str, known: AbstractSet[str]) -> tuple[str, str] | None:
    """ "9711K5" is 9711KS when that exists; else it says nothing, and is no house number either."""
    for at in _UNCLEAR.finditer(text):
        digits, letters = at[1].translate(_LIKE_DIGITS), at[2].translate(_LIKE_LETTERS).upper()
        if not (digits.isdigit() and letters.isalpha()) or at[0].isdigit():
            continue
        if sum(sign.isdigit() for sign in at[1]) < 3 or not re.search(r"\d", text[: at.start()]):
            continue
        if digits + letters in known:
            return _cut(text, at, digits + letters)
        if " " not in at[0]:
            return _cut(text, at, cell)
    return None


def _dictated(text: str, known: AbstractSet[str]) -> tuple[str, str] | None:
    """ "Negenenzeventig tweeentwintig KA": two numbers below a hundred and two letters."""
    if text.isdigit() or not _DICTATED_LETTERS.search(text):
        return None
    runs = number_words_in(text)
    for (start, _, first), (_, end, second) in pairwise(runs):
        if not (10 <= first < 100 and second < 100 and (letters := _DICTATED_LETTERS.match(text, end))):
            continue
        postcode = f"{first}{second:02}{letters[1]}{letters[2]}".upper()
        if postcode in known:
            return f"{text[:start]},{text[letters.end() :]}", postcode
    return None
