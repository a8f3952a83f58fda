"""How well addresses as people type them are found: real addresses of a province and of the demo city.

The dirt is made here, of the register's own text; nothing of it is shared with what reads addresses.
"""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from energiekop.addresses import match_addresses

from .measuring import Finding, Use, demo, is_quick_look, measure, repeated

QUESTION = "Of addresses as people type them, how many are found, how many wrongly, and how fast?"

REGISTER = Path(__file__).parents[1] / "../shared/data/bag-groningen.csv.zst"
EACH = 6667  # addresses per kind of dirt: 100 000 in all
IN_INVENTED_TOWNS = 172_000  # beside the province: half a million in all
MOST_SECONDS, MOST_MB = 10, 1500
PRECISION, RECALL = 0.998, 0.95
# Where two streets of a place end alike, and no postcode tells them apart, the answer is a question.
LESS_TO_FIND = {"first word left out, without postcode": 0.90}
_BY_EAR = [
    ("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("au", "ou"), ("c", "k"), ("ch", "g"), ("z", "s"), ("v", "f"),
    ("oo", "o"), ("ee", "e"), ("tt", "t"), ("th", "t"), ("d", "t"),
]  # fmt: skip
_SHORT = [
    ("straat", "str."), ("laan", "ln"), ("plein", "pln"), ("weg", "wg."), ("Burgemeester ", "Burg. "),
    ("Professor ", "Prof. "), ("Van der ", "v.d. "), ("van der ", "v/d "), ("Sint ", "St. "),
]  # fmt: skip
_TENS = dict(zip(range(20, 100, 10), (
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
), strict=True))  # fmt: skip
_FEW = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_REMARKS = ("boven de winkel", "(achterom)", "bel doet het niet", "graag na 18 uur", "naast de school")


class Address(NamedTuple):
    dwelling_id: str
    street: str
    number: int
    unit: str  # letter and addition as written behind the number
    postcode: str
    place: str

    def line(self, street: str | None = None, *, number: str = "", postcode: bool = True) -> str:
        """The address on one line, some of it written otherwise."""
        behind = f", {self.postcode} {self.place}" if postcode else f", {self.place}"
        return f"{street or self.street} {number or self.number}{self.unit}{behind}"


# What a kind of dirt makes of an address; None where it makes nothing of it.
Dirt = Callable[[Address, random.Random], str | None]


def answer(residents: int, folder: Path) -> list[Finding]:
    return [*_of_the_province(residents, folder), *_of_the_demo(residents, folder)]


def _of_the_province(residents: int, folder: Path) -> list[Finding]:
    if not REGISTER.is_file():
        return [Finding("matching", f"{REGISTER.name} is not here", "", None)]
    file = folder / "matching.duckdb"
    with duckdb.connect(str(file)) as con:
        # A quick look at a small city does not wait for half a million addresses.
        known = _register(con, most=20_000 if is_quick_look(residents) else 10_000_000)
        _lay_out(con, _typed(known, random.Random(20261124), repeated(EACH, residents)))
    used = measure(sys.executable, "-m", "benchmarks.matching_alone", str(file))
    with duckdb.connect(str(file)) as con:
        return [*_by_kind(con), *_by_way(con), _right(con), _speed(con, used)]


def _lay_out(con: duckdb.DuckDBPyConnection, typed: list[tuple[str, str, str | None]]) -> None:
    kinds, lines, meant = zip(*typed, strict=True)
    rows = pa.table({"kind": kinds, "line": lines, "dwelling_id": pa.array(meant, pa.string())})
    con.register("rows", rows)
    con.execute("create table meant as select row_number() over () as typed_id, * from rows")
    con.unregister("rows")
    con.execute(
        """create table typed_address as
        select typed_id, line as street, null::varchar as number, null::varchar as letter,
            null::varchar as addition, null::varchar as postcode, null::varchar as place,
            null::varchar as context, null::varchar as dwelling_id
        from meant"""
    )


def _of_the_demo(residents: int, folder: Path) -> list[Finding]:
    """What champions type in the demo city, held against what it says they meant."""
    demo(residents, folder)
    register = max((folder / "data" / "municipal").glob("adressen_*.csv"))
    with duckdb.connect() as con:
        con.execute("set threads = 2")
        con.execute(
            """create table register_address as
            select nummeraanduiding_id as address_id, adresseerbaarobject_id as dwelling_id,
                openbareruimtenaam as street, huisnummer::integer as house_number, huisletter as house_letter,
                huisnummertoevoeging as addition, postcode, woonplaats as place, gemeente as municipality
            from read_csv(?, all_varchar = true)""",
            [str(register)],
        )
        con.execute(
            """create table meant as
            select row_number() over () as typed_id, 'demo: ' || dirt as kind, typed as line, dwelling_id,
                typed_postcode
            from read_csv(?, all_varchar = true)""",
            [str(folder / "data" / "truth" / "community_rows.csv")],
        )
        con.execute(
            """create table typed_address as
            select typed_id, line as street, null::varchar as number, null::varchar as letter,
                null::varchar as addition, typed_postcode as postcode, null::varchar as place,
                (select min(municipality) from register_address) as context, null::varchar as dwelling_id
            from meant"""
        )
        match_addresses(con)
        return [*_by_kind(con, promised=False), _right(con, "demo: all together")]


def _by_kind(con: duckdb.DuckDBPyConnection, *, promised: bool = True) -> list[Finding]:
    found = con.execute(
        """select kind, count(*),
            count(*) filter (address_match.dwelling_id = meant.dwelling_id),
            count(*) filter (address_match.dwelling_id <> coalesce(meant.dwelling_id, '')),
            any_value(line) filter (address_match.dwelling_id is null),
            any_value(line) filter (address_match.dwelling_id <> coalesce(meant.dwelling_id, ''))
        from meant join address_match using (typed_id) group by kind order by kind"""
    ).fetchall()
    findings = []
    for kind, number, right, wrong, missed, mistaken in found:
        examples = "; ".join(
            f"{what} “{line}”" for what, line in (("missed", missed), ("wrong", mistaken)) if line
        )
        if kind.endswith(("(no such address)", "not_existing")):
            told, held = f"{wrong} of {number} taken for another", wrong == 0
            findings.append(Finding(kind, f"{told} {examples if wrong else ''}", "none", held))
        else:
            told = f"{right / number:.1%} of {number} found, {wrong} wrong; {examples}"
            bound = LESS_TO_FIND.get(kind, RECALL)
            held = right / number >= bound if promised else None
            findings.append(Finding(kind, told, f"{bound:.0%} found" if promised else "", held))
    return findings


def _by_way(con: duckdb.DuckDBPyConnection) -> list[Finding]:
    found = con.execute(
        """select way, count(*), count(*) filter (address_match.dwelling_id = meant.dwelling_id),
            (select count(dwelling_id) from meant)
        from meant join address_match using (typed_id) where address_match.dwelling_id is not null
        group by way order by way"""
    ).fetchall()
    return [
        Finding(
            f"way {way}",
            f"{right / number:.2%} right of {number}; {right / findable:.1%} of what is findable",
        )
        for way, number, right, findable in found
    ]


def _right(con: duckdb.DuckDBPyConnection, what: str = "all together") -> Finding:
    [(matched, right, findable)] = con.execute(
        """select count(address_match.dwelling_id),
            count(*) filter (address_match.dwelling_id = meant.dwelling_id), count(meant.dwelling_id)
        from meant join address_match using (typed_id)"""
    ).fetchall()
    precision = right / matched
    told = f"precision {precision:.2%}, {right / findable:.1%} found"
    return Finding(what, told, f"precision {PRECISION:.1%}", precision >= PRECISION)


def _speed(con: duckdb.DuckDBPyConnection, used: Use) -> Finding:
    [(asked, known, seconds, of_work)] = con.execute(
        """select (select count(*) from meant), (select count(*) from register_address), seconds, of_work
        from took"""
    ).fetchall()
    told = f"{asked} lines against {known} addresses in {seconds:.1f} s ({of_work:.1f} s of work)"
    held = seconds < MOST_SECONDS and used.peak_mb < MOST_MB
    return Finding(
        "matching alone", f"{told}, {used.peak_mb:.0f} MB", f"under {MOST_SECONDS} s and {MOST_MB} MB", held
    )


def _register(con: duckdb.DuckDBPyConnection, *, most: int) -> list[Address]:
    con.execute(
        """create table register_address as
        with province as (select row_number() over () as nth, * from read_csv(?, all_varchar = true)),

        -- as much again as it takes, in invented towns: the same streets with other postcodes and places
        towns as (
            select * replace ('Nieuw ' || woonplaats as woonplaats, 'Nieuw ' || gemeente as gemeente,
                translate(left(postcode, 1), '9', '4') || substr(postcode, 2) as postcode)
            from province order by hash(woonplaats), nth limit ?
        ),

        everything as (select * from (select * from province union all select * from towns) limit ?)

        select 'a' || row_number() over () as address_id, 'd' || row_number() over () as dwelling_id,
            straat as street, huisnummer::integer as house_number, huisletter as house_letter,
            huisnummertoevoeging as addition, postcode, woonplaats as place, gemeente as municipality
        from everything""",
        [str(REGISTER), IN_INVENTED_TOWNS, most],
    )
    rows = con.execute(
        """select dwelling_id, street, house_number,
            concat(house_letter, '-' || nullif(addition, '')), coalesce(postcode, ''), place
        from register_address
        where postcode <> ''
        -- one address for its text, and alone at its number or with an addition: a clerk can tell which it is
        qualify count(*) over (
                partition by lower(street), house_number, lower(house_letter), lower(addition), lower(place)
            ) = 1
            and (coalesce(house_letter, '') <> '' or coalesce(addition, '') <> ''
                or count(*) over (partition by lower(street), house_number, lower(place)) = 1)
        order by dwelling_id"""
    ).fetchall()
    return [Address(*row) for row in rows]


def _typed(known: list[Address], chance: random.Random, each: int) -> list[tuple[str, str, str | None]]:
    """Kind, line, and the dwelling that is meant: None where there is none."""
    typed: list[tuple[str, str, str | None]] = []
    numbers = {(one.street.lower(), one.number) for one in known}
    # What is another address letter by letter nobody can know to be meant otherwise.
    lines = {one.line(postcode=False).lower(): one.dwelling_id for one in known}
    for kind, dirt in DIRT.items():
        made = 0
        for address in chance.sample(known, len(known)):
            line = dirt(address, chance)
            if line is None or lines.get(line.lower(), address.dwelling_id) != address.dwelling_id:
                continue
            typed.append((kind, line, address.dwelling_id))
            made += 1
            if made == each:
                break
    for address in chance.sample(known, each):
        wrong = address._replace(number=address.number + 4000)
        if (wrong.street.lower(), wrong.number) not in numbers:
            typed.append(("number that is not there (no such address)", wrong.line(), None))
    return typed


def _one_letter(address: Address, chance: random.Random) -> str | None:
    """One letter left out, doubled, swapped or hit beside, not the first."""
    street = address.street
    if len(street) < 6:
        return None
    at = chance.randrange(1, len(street) - 1)
    if not street[at : at + 2].isalpha():
        return None
    made = chance.choice([
        street[:at] + street[at + 1 :],
        street[:at] + street[at] + street[at:],
        street[:at] + street[at + 1] + street[at] + street[at + 2 :],
        street[:at] + chance.choice("aeionrst") + street[at + 1 :],
    ])  # fmt: skip
    return made if made.lower() != street.lower() else None


def _by_ear(address: Address, chance: random.Random) -> str | None:
    heard = [(a, b) for a, b in _BY_EAR if a in address.street[1:]]
    if not heard:
        return None
    written, said = chance.choice(heard)
    return address.street[0] + address.street[1:].replace(written, said, 1)


def _shortened(address: Address, chance: random.Random) -> str | None:
    street = address.street
    for full, short in _SHORT:
        street = street.replace(full, short)
    return street if street != address.street else None


def _part(address: Address, chance: random.Random) -> str | None:
    words = re.split(r"(?<=[a-z.]) ", address.street)
    return words[-1] if len(words) > 1 and len(words[-1]) > 7 and words[-1][0].isupper() else None


def _in_words(number: int) -> str | None:
    if number < 20:
        return _FEW[number]
    if number >= 100:
        return None
    ones = _FEW[number % 10]
    joined = f"{ones}{'ën' if ones.endswith('e') else 'en'}" if number % 10 else ""
    return f"{joined}{_TENS[number - number % 10]}"


def _wrong_postcode(address: Address, chance: random.Random) -> str:
    code = address.postcode
    at = chance.randrange(4, 6)
    other = chance.choice([letter for letter in "ABCDEGHJKLMNPRSTVWXZ" if letter != code[at]])
    return address._replace(postcode=code[:at] + other + code[at + 1 :]).line()


def _street(change: Dirt, *, postcode: bool) -> Dirt:
    def typed(address: Address, chance: random.Random) -> str | None:
        street = change(address, chance)
        return address.line(street, postcode=postcode) if street else None

    return typed


def _number_in_words(address: Address, chance: random.Random) -> str | None:
    words = _in_words(address.number)
    return address.line(number=words) if words and not address.unit else None


DIRT: dict[str, Dirt] = {
    "as written": lambda address, chance: address.line(),
    "without postcode": lambda address, chance: address.line(postcode=False),
    "in capitals, glued": lambda address, chance: address.line().upper().replace(", ", " "),
    "shortened, with postcode": _street(_shortened, postcode=True),
    "shortened, without postcode": _street(_shortened, postcode=False),
    "one letter wrong, with postcode": _street(_one_letter, postcode=True),
    "one letter wrong, without postcode": _street(_one_letter, postcode=False),
    "by ear, with postcode": _street(_by_ear, postcode=True),
    "by ear, without postcode": _street(_by_ear, postcode=False),
    "first word left out, with postcode": _street(_part, postcode=True),
    "first word left out, without postcode": _street(_part, postcode=False),
    "number in words": _number_in_words,
    "remark behind": lambda address, chance: f"{address.line()} {chance.choice(_REMARKS)}",
    "postcode wrong by a letter": _wrong_postcode,
}
