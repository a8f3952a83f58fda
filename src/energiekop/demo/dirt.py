"""How people type an address, and the dirt in fixed shares of the community's rows.

Typing `huis` for H or `1-hoog` for 1 is not dirt: people do so all the time. The dirt comes in exact shares,
each row has one kind at most, and the truth beside the demo says which.
"""

import re

import numpy as np

from energiekop.demo.arrays import Ints
from energiekop.demo.register import Register

SHARES = {  # of all community rows with an address: asked of the demo
    "no_postcode": 0.08,
    "addition_dropped": 0.04,
    "by_ear": 0.03,
    "remark": 0.03,
    "in_words": 0.02,
    "wrong_postcode": 0.02,
    "not_existing": 0.01,
    "twice": 0.02,
}
CLEAN = "clean"
FLOORS = {
    "H": ["H", "hs", "huis", "H", "-H", "-hs"],
    "BG": ["BG", "bg", "begane grond"],
    "1": ["-1", "-1", "-1", "1", "1-hoog", "1hg", "I"],
    "2": ["-2", "-2", "-2", "2", "2-hoog", "2e verdieping", "II"],
    "3": ["-3", "-3", "-3", "3", "3-hoog", "3hg", "III"],
    "4": ["-4", "-4", "4", "4-hoog", "IV"],
    "I": ["I", "-I", "1-hoog", "-1"],
    "II": ["II", "-II", "2-hoog", "-2"],
    "III": ["III", "-III", "3-hoog", "-3"],
    "IV": ["IV", "-IV", "4-hoog"],
}
REMARKS = ["(bel bij de buren)", "boven de kapper", "achterom graag", "naast de kerk",
    ", ingang binnenplaats", "liefst na 18 uur", "bij de brug", "(oude naam: Dijk)"]  # fmt: skip
BY_EAR = [("ij", "ei"), ("ei", "ij"), ("ouw", "auw"), ("au", "ou"), ("ck", "k"), ("c", "k"), ("ch", "g"),
    ("oe", "u"), ("ee", "e"),
          ("oo", "o"), ("aa", "a"), ("ll", "l"), ("kk", "k"), ("tt", "t"), ("ss", "s"), ("z", "s"), ("v",
          "f"), ("ks", "x")]  # fmt: skip
UNITS = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf", "dertien", "veertien",
         "vijftien", "zestien", "zeventien", "achttien", "negentien"]  # fmt: skip
TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def in_words(number: int) -> str:
    """A house number as one dictates it: 353 is driehonderd drieenvijftig."""
    if number >= 1000:
        return f"{UNITS[number // 1000] if number >= 2000 else ''}duizend {in_words(number % 1000)}".strip()
    if number >= 100:
        return f"{UNITS[number // 100] if number >= 200 else ''}honderd {in_words(number % 100)}".strip()
    if number < 20:
        return UNITS[number]
    return (UNITS[number % 10] + "en" if number % 10 else "") + TENS[number // 10]


def by_ear(street: str) -> str:
    """A street name as it sounds; the same name where no rule fits."""
    head, tail = street[:1], street[1:]
    for sound, other in BY_EAR:
        if sound in tail:
            return head + tail.replace(sound, other, 1)
    return street


def typed(parts: tuple[str, str, str, str, str, str], pick: int) -> tuple[str, str]:
    """Address and postcode as someone types them; `pick` is any whole number."""
    street, number, letter, addition, postcode, _ = parts
    ways = FLOORS.get(addition, [addition])
    floor = ways[pick % len(ways)] if addition else ""
    if floor and not floor.startswith("-"):
        floor = ("" if letter == "" and floor in ("H", "hs") and pick % 4 == 0 else " ") + floor
    if pick // 7 % 25 == 0 and street.endswith("straat"):
        street = street.removesuffix("aat") + "."
    elif pick // 7 % 16 == 1:
        street = street.lower()
    text = f"{street} {number}{letter.lower() if pick // 11 % 3 == 0 else letter}{floor}"
    code = postcode if pick // 13 % 3 else f"{postcode[:4]} {postcode[4:]}"
    return text, code.lower() if pick // 17 % 12 == 0 else code


def soil(rng: np.random.Generator, register: Register, rows: Ints) -> list[str]:
    """The kind of dirt of each row (`rows`: address rows), in exact shares; the caller repeats `twice`."""
    total = len(rows) / (1 - SHARES["twice"])
    names = [register.street_names[int(s)] for s in register.street[rows]]
    eligible = {
        "addition_dropped": register.addition[rows] > 0,
        "by_ear": np.array([by_ear(name) != name for name in names], dtype=bool),
        "in_words": np.array([not re.search(r"\d", name) for name in names], dtype=bool),
    }
    kinds = np.full(len(rows), CLEAN, dtype=object)
    for kind in sorted(SHARES, key=lambda kind: kind not in eligible):  # the choosy ones first
        open_rows = (kinds == CLEAN) & eligible.get(kind, np.ones(len(rows), dtype=bool))
        kinds[rng.permutation(np.flatnonzero(open_rows))[: max(1, round(SHARES[kind] * total))]] = kind
    return [str(kind) for kind in kinds]


def dirty(
    register: Register, parts: tuple[str, str, str, str, str, str], kind: str, pick: int
) -> tuple[str, str]:
    """Address and postcode as typed with this kind of dirt."""
    street, number, letter, addition, postcode, place = parts
    if kind == "addition_dropped":
        return typed((street, number, letter, "", postcode, place), pick)
    if kind == "by_ear":
        return typed((by_ear(street), number, letter, addition, postcode, place), pick)
    if kind == "in_words":
        return typed(
            (street, in_words(int(number)), f" {letter}" if letter else "", addition, postcode, place), pick
        )
    if kind == "not_existing":
        return typed((street, str(int(number) + 2000), "", "", postcode, place), pick)
    text, code = typed(parts, pick)
    if kind == "no_postcode":
        return text, ""
    if kind == "wrong_postcode":
        other = register.postcodes[
            (register.postcodes.index(postcode) + 1 + pick % 40) % len(register.postcodes)
        ]
        return text, other if other != postcode else postcode[:4] + postcode[:3:-1]
    if kind == "remark":
        return f"{text} {REMARKS[pick // 3 % len(REMARKS)]}".replace(" ,", ","), code
    return text, code
