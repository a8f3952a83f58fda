"""When two street names and two place names are the same name, however they are spelled.

A key leaves out what spelling varies in: case, accents, blanks and signs, ij or y, shortened titles and
endings, the forms of "van der", and ordinals in words or digits. The lists stand in abbreviations.toml.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import product

from .folding import fold
from .numbers_in_words import ORDINALS, number_in_words

_LISTS = tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8"))
_TITLES: dict[str, str] = _LISTS["titles"]
_ENDINGS: dict[str, str] = _LISTS["endings"]
_SIDES: dict[str, str] = _LISTS["sides"]
_MAY_MEAN: dict[str, list[str]] = _LISTS["may_mean"]

_ORDINAL = re.compile(r"(?<!\d)(\d+) ?(?:ste|de|e)\b")
# A city's nickname in front of a name: "A'damsestraatweg".
_CITIES = (("a'dam", "amsterdam"), ("r'dam", "rotterdam"))
_SLASHED = re.compile(r"\b([vaobi])\s?/\s?([dt])\b\.?")
_SLASHED_WORDS = {"v": "van", "a": "aan", "o": "op", "b": "bij", "i": "in"}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = re.compile(r"[a-z]+|\d+")
_ENDING = re.compile(f"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})$")
_ARTICLES = {"de": "de", "den": "de", "der": "de", "d": "de", "het": "t", "t": "t"}
_PREPOSITIONS = {"v": "v", "van": "v", "aan": "aan", "op": "op", "bij": "bij", "in": "in", "achter": "achter"}
# In the middle of a place: "Alphen ad Rijn".
_PLACE_WORDS = {"ad": ("aan", "de"), "ah": ("aan", "t"), "od": ("op", "de")}
# Of a person's name no part that people keep to. A "v" is one where it is no initial, as in "V.J.A.".
_LESS_THAN_NAMES = (frozenset(_ARTICLES) | frozenset(_PREPOSITIONS)) - {"v"} | frozenset(
    "dr mr prof professor ir drs ds doctor dokter meester ingenieur dominee jhr jonkheer".split()
)  # fmt: skip
# "Joh. de Wittstraat": of a first word people write no more letters than this, or all.
_LONGEST_SHORTENING = 4
# In a key, so that it does not matter where the blanks were: "Laanvandevrede".
_VAN = re.compile(r"van(de[nr]?)?")
_VAN_GLUED = {
    "vd": "vde",
    "vdr": "vde",
    "vden": "vde",
    "vder": "vde",
    "vande": "vde",
    "vander": "vde",
    "vanden": "vde",
}


def street_key(name: str) -> str:
    """The key of a street name: equal keys are one name in two spellings. Empty when nothing is left."""
    return _key_of_words(_street_words(fold(name)))


def street_keys(name: str) -> list[str]:
    """The key of a typed name, then those of what short words may mean ("Gr. Markt": Grote, Groene ...)."""
    words = _street_words(fold(name))
    keys = [_key_of_words(words)]
    if len(words) > 1:
        meanings = [
            [word, *_MAY_MEAN.get(word, ())] if at < 2 else [word] for at, word in enumerate(words[:-1])
        ]
        keys += [_key_of_words([*choice, words[-1]]) for choice in product(*meanings)]
        # "II Spoorstraat", "Zestien Aprillaan"
        first = _ROMAN.get(words[0]) or number_in_words(words[0])
        if first:
            keys.append(_key_of_words([str(first), *words[1:]]))
        if words[-1] in _SIDES or words[-1] in _SIDES.values():
            keys.append(_key_of_words(words[:-1]))  # "Eendrachtskade NZ", where no side has a name of its own
    return list(dict.fromkeys(keys))


def street_parts(name: str, *, at_least: int) -> list[str]:
    """Keys of what is left of a name without its first words: "Fokkerstraat" of A.P. Fokkerstraat.

    Of at least so many letters, but for a name without its article: "Waard" for De Waard.
    """
    words = _street_words(fold(name))
    parts = [(first, _key_of_words(words[first:])) for first in range(1, len(words))]
    return [
        part for first, part in parts if len(part) >= at_least or (first == 1 and words[0] in _ARTICLES)
    ]


class Initials:
    """Finds names by the initials of their first words: "P. Campersingel", "Joop den Uylstraat" for J.M."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_last: dict[str, list[tuple[list[str], str]]] = {}
        for name in names:
            first, last = _first_and_last(name)
            if last:
                self._by_last.setdefault(last, []).append((first, street_key(name)))

    def find(self, name: str) -> list[str]:
        """Keys of names whose first words agree with these: of each two one may be the other's initial."""
        first, last = _first_and_last(name)
        return [key for known, key in self._by_last.get(last, ()) if _agree(first, known)]


def _first_and_last(name: str) -> tuple[list[str], str]:
    words = _street_words(fold(name))
    first = [word for word in words[:-1] if word not in _LESS_THAN_NAMES]
    return first, _key_of_words(["", *words[-1:]])


def _agree(typed: list[str], known: list[str]) -> bool:
    for one, other in zip(typed, known, strict=False):
        shortened = len(one) <= _LONGEST_SHORTENING and other.startswith(one)
        if one != other and not shortened and not (len(other) == 1 and one.startswith(other)):
            return False
    longer = typed if len(typed) > len(known) else known
    return all(len(word) == 1 for word in longer[min(len(typed), len(known)) :])


@cache
def place_key(name: str) -> str:
    """The key of a place: "Alphen a/d Rijn" is ALPHEN AAN DEN RIJN and "Den Haag" is 's-Gravenhage."""
    return _PLACE_ALIASES.get(glued := _glued_place(name), glued)


def _glued_place(name: str) -> str:
    words = _WORDS.findall(_unslash(fold(name)))
    words = [_TITLES.get(word, word) if at < len(words) - 1 else word for at, word in enumerate(words)]
    words = [part for word in words for part in _PLACE_WORDS.get(word, (word,))]
    for at in range(1, len(words)):
        if words[at - 1] in _PREPOSITIONS and words[at] in _ARTICLES:
            words[at] = _ARTICLES[words[at]]
    return "".join(words).replace("ij", "y")


def _unslash(text: str) -> str:
    if "'dam" in text:
        for short, city in _CITIES:
            text = text.replace(short, city)
    if "/" not in text:
        return text
    return _SLASHED.sub(
        lambda found: f"{_SLASHED_WORDS[found[1]]} {'de' if found[2] == 'd' else 'het'} ", text
    )


def _street_words(folded: str) -> list[str]:
    return _WORDS.findall(_ORDINAL.sub(r"\1 ", _unslash(folded)))


def _key_of_words(words: list[str]) -> str:
    last = len(words) - 1
    parts: list[str] = []
    after_preposition = False
    for at, word in enumerate(words):
        if after_preposition and word in _ARTICLES and at < last:
            parts.append(_ARTICLES[word])
            after_preposition = False
            continue
        after_preposition = False
        if at < last and word in _PREPOSITIONS:
            parts.append(_PREPOSITIONS[word])
            after_preposition = True
        elif at < last and word in _VAN_GLUED:
            parts.append(_VAN_GLUED[word])
        elif at < last and word in _TITLES:
            parts.append(_TITLES[word])
        elif at < last and word in ORDINALS:
            parts.append(str(ORDINALS[word]))
        elif word == "het":
            parts.append("t")
        elif at == last and at > 0 and word in _SIDES:
            parts.append(_SIDES[word])
        else:
            parts.append(_ENDING.sub(lambda found: _ENDINGS[found[0]], word) if at else _full_ending(word))
    key = _VAN.sub(lambda found: "vde" if found[1] else "v", "".join(parts))
    return key.replace("ij", "y")


def _full_ending(word: str) -> str:
    """A first word is lengthened only when something stands before the ending: "lindestr", not "gr"."""
    found = _ENDING.search(word)
    return word if found is None or found.start() == 0 else word[: found.start()] + _ENDINGS[found[0]]


_PLACE_ALIASES: dict[str, str] = {
    _glued_place(said): _glued_place(meant) for said, meant in _LISTS["places"].items()
}
