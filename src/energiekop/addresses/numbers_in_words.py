"""Which number is said in "negentien" or "driehonderd drieenvijftig", as dictated addresses write it."""

import re

_UNITS = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
}  # fmt: skip
_TEENS = {
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip

_BELOW_HUNDRED = {
    **_UNITS,
    **_TEENS,
    **_TENS,
    **{f"{unit}en{ten}": _UNITS[unit] + _TENS[ten] for unit in _UNITS for ten in _TENS},
}
_HUNDREDS = {
    "honderd": 100,
    **{f"{word}honderd": value * 100 for word, value in (_UNITS | _TEENS).items() if word != "tien"},
}
_PARTS = {**_HUNDREDS, **_BELOW_HUNDRED}
# Longest first, so that "vijftien" is not read as "vijf" with something behind it.
_WORD = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))

ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12, "dertiende": 13, "veertiende": 14,
    "vijftiende": 15,
}  # fmt: skip


def number_in_words(words: str) -> int | None:
    """The number that these folded words say as a whole, from 1 to 1999; None when they say something else.

    Blanks do not matter: "drie honderd drie en vijftig" and "driehonderddrieenvijftig" are both 353.
    """
    glued = words.replace(" ", "").replace("-", "")
    hundreds = 0
    for word in sorted(_HUNDREDS, key=len, reverse=True):
        if glued.startswith(word):
            hundreds, glued = _HUNDREDS[word], glued[len(word) :].removeprefix("en")
            break
    if not glued:
        return hundreds or None
    rest = _BELOW_HUNDRED.get(glued)
    return None if rest is None else hundreds + rest


def number_words_in(text: str) -> list[tuple[int, int, int]]:
    """Each longest run of words in a folded text that says a number: (start, end, number)."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[a-z]+", text)]
    runs: list[tuple[int, int, int]] = []
    at = 0
    while at < len(words):
        if not _WORD.match(text, words[at][0]):
            at += 1
            continue
        for last in range(min(at + 5, len(words)) - 1, at - 1, -1):
            start, end = words[at][0], words[last][1]
            said = text[start:end]
            if "," in said:
                continue
            number = number_in_words(said)
            if number is None and (number := number_in_words(said[:-1])):
                end -= 1  # "vijfentwintigB"
            if number is not None:
                runs.append((start, end, number))
                at = last
                break
        at += 1
    return runs
