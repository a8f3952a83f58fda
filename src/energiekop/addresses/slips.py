"""How likely a name that differs by a letter or two is a slip of the hand, and no other street.

Of letters left out, doubled or swapped hardly ever another name comes; of one letter for another often:
Maasstraat and Marsstraat, Bergweg and Borgweg. Why: docs/decisions/0013.
"""

import re
from collections.abc import Set as AbstractSet
from itertools import pairwise

_ENDING = re.compile(r"(?:straat|laan|weg|plein|singel|kade|gracht|dijk|hof|pad|park)$")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    frozenset(pair)
    for upper, lower in zip(_ROWS, (*_ROWS[1:], ""), strict=True)
    for pair in [*pairwise(upper), *zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
)
# Of so many letters before the ending a name is still itself when one, or two, are others.
_RATHER_LONG, _LONG, _VERY_LONG = 6, 7, 9


def stem(street_key: str) -> str:
    """A name without its ending: "vondel" of vondelstraat."""
    return _ENDING.sub("", street_key)


def slip(near: str, typed: str, known: str, stems: AbstractSet[str]) -> str:
    """`near` ("letter", "letters") as it is, "doubtful" or "unlikely".

    What is doubtful needs a typed place or a postcode beside it; what is unlikely, because a street of that
    name with another ending exists (`stems`), needs a postcode.
    """
    own = stem(typed)
    longer = abs(len(typed) - len(known))
    if near == "letter" and (longer == 1 or _is_swapped(typed, known)):
        return near
    if own != typed and own in stems:
        return "unlikely"
    if near == "letter":
        certain = len(own) >= _LONG or _is_hit_beside(typed, known)
    else:
        same_start = typed[0] == known[0]
        certain = (longer == 2 and len(own) >= _RATHER_LONG) or (len(own) >= _VERY_LONG and same_start)
    return near if certain else "doubtful"


def _differing(typed: str, known: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in zip(typed, known, strict=True) if one != other]


def _is_swapped(typed: str, known: str) -> bool:
    return len(_differing(typed, known)) == 2


def _is_hit_beside(typed: str, known: str) -> bool:
    return frozenset(_differing(typed, known)[0]) in _NEIGHBOURS
