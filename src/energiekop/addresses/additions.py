"""When two house letters with additions are the same unit: H, hs, huis and bg; I, 1-hoog and 1e verdieping.

Three keys, from strict to wide; the match takes the strictest that fits:
- `raw`: the same letters and digits, whatever stands between them ("A-2", "a 2", "A2").
- `plain`: leading zeros and words such as "app" or "toev" left out, words in one spelling ("BS" is "bis").
- `floor`: the same storey ("1-hoog", "I", "1e verdieping", "1"). A register may also use these letters and
  digits for a plain series (A..K, 1..60); `doubt` names what to look for at that number before the floor key
  counts. Only register units carry a doubt; models/unit_hit.sql settles it.
Rules: addresses.md of the design, "the addition ladder".
"""

import re
from typing import NamedTuple

from .numbers_in_words import ORDINALS, number_in_words

_TOKENS = re.compile(r"\d+|[a-z]+")
# Two parts that people and registers glue: "BSA", "abis", "ahs".
_GLUED = re.compile(r"(bis|bs|hs)([a-z])|([a-z])(hs|bis|bs|huis)|(ii|iii|iv)([avlr])|(i|ii|iii|iv)(hoog|hg)")

# Words that say "here comes the addition" and are no part of it.
_FILLERS = frozenset(
    "app apt appt appartement appartment apartement toev toevoeging unit flat nr no nummer huisnr huisnummer"
    " letter huisletter".split()
)
# Of these nothing is left when no addition follows.
_HEADINGS = frozenset("toev toevoeging nr no nummer huisnr huisnummer letter huisletter".split())
# One spelling per word. The register's field holds four characters, so it cuts words off ("ACHT", "KANT").
_SPELLINGS = {
    "bs": "bis",
    "vr": "voor", "voorz": "voor", "voorzijde": "voor", "voorhuis": "voor",
    "acht": "achter", "achterz": "achter", "achterzijde": "achter", "achterhuis": "achter",
    "bov": "boven", "bovenhuis": "boven", "bovenwoning": "boven",
    "ben": "beneden", "bene": "beneden", "bened": "beneden", "benedenhuis": "beneden",
    "benedenwoning": "beneden",
    "li": "links", "link": "links", "re": "rechts", "rech": "rechts",
    "sous": "souterrain", "sout": "souterrain", "sou": "souterrain",
    "gar": "garage", "gara": "garage", "bedr": "bedrijf", "wink": "winkel", "wnk": "winkel",
    "kant": "kantoor",
    "kmr": "kamer", "kame": "kamer", "kam": "kamer", "room": "kamer",
    "keld": "kelder", "kld": "kelder", "berg": "berging",
    "bel": "beletage", "bele": "beletage", "belet": "beletage",
    "stud": "studio", "atel": "atelier", "loods": "loods", "lood": "loods", "mane": "manege",
    "rd": "rood", "zw": "zwart",
    "wb": "woonboot", "boot": "woonboot", "ws": "woonschip", "schip": "woonschip",
    "ark": "woonark", "ww": "woonwagen", "lp": "ligplaats", "sp": "standplaats",
}  # fmt: skip
# Words that say what lies there and need be no addition: where one dwelling is, they mean that one.
WHAT_LIES_THERE = frozenset(
    "woonboot woonschip woonark ligplaats woonwagen standplaats flat app appartement bedrijf winkel"
    " kantoor".split()
)
_BEL_ETAGE = re.compile(r"\bbel[- ]?et(?:age)?\b")
_SIDES = frozenset(("voor", "achter", "links", "rechts"))
# What a register's letter behind a storey may stand for, if the other side is there too.
_SIDE_LETTERS = {
    "a": ("achter", "back or front"),
    "v": ("voor", "back or front"),
    "l": ("links", "left or right"),
    "r": ("rechts", "left or right"),
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_GROUND = frozenset(
    ("h", "hs", "huis", "bg", "bgg", "bgr", "beg", "begane grond", "beg grond", "beg gr", "b g", "parterre",
     "part", "parter", "gelijkvloers", "begane grondvloer", "hs huis", "bgw")
)  # fmt: skip
_STOREY = "hoog|hgh|hg|verdieping|verdiepng|verdiep|verd|vd|etage|et|woonlaag|v|h"
_FLOOR_WORD = rf"(?:(?:e|ste|de) (?:{_STOREY})|{_STOREY}|e|ste|de)"
_FLOOR = re.compile(
    rf"(\d|een|twee|drie|vier|vijf|zes|{'|'.join(list(ORDINALS)[:6])})(?: {_FLOOR_WORD})?(?: ([a-z]+))?"
)
_ROMAN_FLOOR = re.compile(r"(i|ii|iii|iv)(?: (?:hoog|hg))?(?: ([a-z]+))?")
# Above this, digits behind a number are a count of flats and no storeys.
HIGHEST_STOREY = 6

_UNIT_WORDS = (
    _FILLERS
    | set(_SPELLINGS)
    | set(_SPELLINGS.values())
    | set(_ROMAN)
    | {word for phrase in _GROUND for word in phrase.split()}
    | set("hoog hg hgh verdieping verdiepng verdiep verd etage et woonlaag bis studio kamer".split())
    | set(list(ORDINALS)[:10])
    | set("een twee drie vier vijf zes".split())
)  # fmt: skip


class UnitKeys(NamedTuple):
    raw: str
    plain: str
    floor: str | None = None
    doubt: str = ""


BARE = UnitKeys("", "")


def unit_tokens(folded: str) -> list[str]:
    tokens: list[str] = []
    if "bel" in folded:
        folded = _BEL_ETAGE.sub("beletage", folded)
    for token in _TOKENS.findall(folded):
        glued = _GLUED.fullmatch(token) if len(token) > 2 else None
        tokens += [part for part in glued.groups() if part] if glued else [token]
    return tokens


def unit_keys(folded: str) -> UnitKeys:
    """The keys of a typed addition, folded; BARE when it holds no letter and no digit."""
    tokens = unit_tokens(folded)
    if all(token in _HEADINGS for token in tokens):
        return BARE
    return UnitKeys(" ".join(tokens), _plain(tokens), _floor(tokens))


def register_unit_keys(folded: str) -> UnitKeys:
    """The keys of a register's letter and addition, with the doubt whether they are a plain series."""
    tokens = unit_tokens(folded)
    if not tokens:
        return BARE
    raw, plain = " ".join(tokens), _plain(tokens)
    floor, doubt = _floor(tokens), ""
    if raw == "h" or raw == "i":
        doubt = "letter"
    elif raw.isdigit():
        doubt = "digit"
    elif tokens[-1] in _SIDE_LETTERS and (len(tokens) == 1 or (len(tokens) == 2 and tokens[0].isdigit())):
        side, doubt = _SIDE_LETTERS[tokens[-1]]
        storey = _floor(tokens[:-1]) if len(tokens) > 1 else ""
        floor = None if storey is None else f"{storey} {side}".strip()
    return UnitKeys(raw, plain, floor, doubt)


def is_unit_word(token: str, register_words: frozenset[str], *, alone: bool = True) -> bool:
    """Whether a token can be part of an addition: digits, a letter, a known word, one this register uses.

    `alone` says that no other word stands beside it: then two or three letters may be an addition too.
    """
    if token.isdigit():
        return len(token) <= 4
    return len(token) <= (3 if alone else 1) or token in _UNIT_WORDS or token in register_words


def _plain(tokens: list[str]) -> str:
    parts = []
    for at, token in enumerate(tokens):
        if token.isdigit():
            parts.append(token.lstrip("0") or "0")
        elif token in _FILLERS and len(tokens) > 1:
            continue
        elif token == "k" and at + 1 < len(tokens) and tokens[at + 1].isdigit():
            parts.append("kamer")
        else:
            number = number_in_words(token) if at and len(token) > 2 else None
            parts.append(str(number or _SPELLINGS.get(token, token if token in _UNIT_WORDS else token[:4])))
    return " ".join(parts)


def _floor(tokens: list[str]) -> str | None:
    text = " ".join(_SPELLINGS.get(token, token) for token in tokens)
    if text in _GROUND:
        return "floor 0"
    if tokens[-1] in _SPELLINGS or tokens[-1] in _SIDES:
        side = _SPELLINGS.get(tokens[-1], tokens[-1])
        if side in _SIDES:
            if len(tokens) == 1:
                return side
            if " ".join(tokens[:-1]) in _GROUND:
                return f"floor 0 {side}"
    if len(tokens) > 1 and tokens[-1] in _SIDE_LETTERS:
        text = f"{text[:-1]}{_SIDE_LETTERS[tokens[-1]][0]}"
    found = _FLOOR.fullmatch(text)
    if found:
        storey = int(found[1]) if found[1].isdigit() else ORDINALS.get(found[1]) or number_in_words(found[1])
    else:
        found = _ROMAN_FLOOR.fullmatch(text)
        storey = _ROMAN[found[1]] if found else None
    if found is None or storey is None or storey > HIGHEST_STOREY:
        return None
    if found[2] is None:
        return f"floor {storey}" if storey else "floor 0"
    return f"floor {storey} {found[2]}" if found[2] in _SIDES else None
