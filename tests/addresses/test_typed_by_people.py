"""What people type, dictate and export (typed_by_people.toml) against a whole province: found, wrong, kept open."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from energiekop.addresses import match_addresses
from energiekop.warehouse import read_aliases

from .conftest import typed_table

REGISTER = Path(__file__).parents[2] / "../shared/data/bag-groningen.csv.zst"
LIST = tomllib.loads(Path(__file__).with_name("typed_by_people.toml").read_text(encoding="utf-8"))
PRECISION, RECALL = 0.99, 0.985
FOUND = ("exact", "normalised", "fuzzy")


class Case(NamedTuple):
    kind: str
    typed: str
    context: str | None
    meant: str  # "Street 12a-3, Place", "building Street 12, Place", "ambiguous", "none" or "open"


class Outcome(NamedTuple):
    case: Case
    way: str
    reason: str
    found: str  # the address, or the building, or nothing

    @property
    def matched(self) -> bool:
        return self.way in FOUND

    @property
    def wrong(self) -> bool:
        return self.matched and self.found != self.case.meant

    @property
    def as_meant(self) -> bool:
        match self.case.meant.partition(" "):
            case ("open", _, _):
                return not self.matched
            case ("ambiguous" | "none" as way, _, _):
                return self.way == way
            case ("building", _, building):
                return (self.way, self.found) == ("building", building)
        return self.matched and self.found == self.case.meant

    def __str__(self) -> str:
        return f"{self.case.typed!r} ({self.case.kind}): {self.way}, {self.reason}, {self.found or 'nothing'}"


def _cases() -> list[Case]:
    cases = []
    for kind in LIST["kind"]:
        for typed, meant, *context in kind["cases"]:
            if meant not in ("ambiguous", "none", "open") and ", " not in meant:
                meant = f"{meant}, {kind.get('place', 'Groningen')}"
            cases.append(
                Case(kind["name"], typed, (context or [kind.get("context", "Groningen")])[0] or None, meant)
            )
    return cases


CASES = _cases()


def _drawn() -> list[tuple[object, ...]]:
    rows = []
    for line in LIST["drawn"].strip().splitlines()[1:]:
        street, units, postcode, place, municipality = (cell.strip() for cell in line.split("|"))
        for unit in units.split():
            number, letter, addition = re.fullmatch(r"(\d+)([A-Z]?)(?:-(\w+))?", unit).groups()
            rows.append((street, int(number), letter, addition, postcode, place, municipality))
    return [(f"drawn address {at}", f"drawn {at}", *row) for at, row in enumerate(rows)]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    if not REGISTER.exists():
        pytest.skip(f"{REGISTER.name} is not here; it is too large to keep with the code")
    con = duckdb.connect()
    con.execute("set threads = 2")
    con.execute(
        "create table register_address as select 'a' || row_number() over () as address_id,"
        " 'd' || row_number() over () as dwelling_id, straat as street, huisnummer::integer as house_number,"
        " huisletter as house_letter, huisnummertoevoeging as addition, postcode, woonplaats as place,"
        " gemeente as municipality"
        " from read_csv(?, all_varchar = true)",
        [str(REGISTER)],
    )
    con.executemany("insert into register_address values (?, ?, ?, ?, ?, ?, ?, ?, ?)", _drawn())
    typed_table(con, [{"street": case.typed, "context": case.context} for case in CASES])
    match_addresses(con, read_aliases().aliases)
    rows = con.execute(
        """select way, reason, case
            when way = 'building' then concat(address_match.street, ' ', address_match.house_number, ', ', address_match.place)
            when dwelling_id is null then ''
            else (select concat(street, ' ', house_number, house_letter, '-' || nullif(addition, ''), ', ', place)
                from register_address where register_address.dwelling_id = address_match.dwelling_id) end
        from address_match order by typed_id"""
    ).fetchall()
    return [Outcome(case, *row) for case, row in zip(CASES, rows, strict=True)]


def test_what_people_type_is_found_and_seldom_wrong(outcomes):
    findable = [
        outcome for outcome in outcomes if outcome.case.meant[0].isupper() or outcome.case.meant[0] in "1'"
    ]
    asked = Counter(outcome.case.kind for outcome in findable)
    found = Counter(outcome.case.kind for outcome in findable if outcome.as_meant)
    wrong = Counter(outcome.case.kind for outcome in outcomes if outcome.wrong)
    print(*(f"{kind}: {found[kind]} of {asked[kind]} found, {wrong[kind]} wrong" for kind in asked), sep="\n")
    print(*(str(outcome) for outcome in outcomes if not outcome.as_meant), sep="\n")
    matched = sum(outcome.matched for outcome in outcomes)
    assert 1 - wrong.total() / matched >= PRECISION, [str(one) for one in outcomes if one.wrong]
    assert found.total() / asked.total() >= RECALL


def test_the_list_has_at_least_300_spellings_spread_over_25_kinds():
    sizes = Counter(case.kind for case in CASES)
    assert len(CASES) >= 300 and len(sizes) >= 25 and min(sizes.values()) >= 8
    assert max(sizes.values()) <= 25
    assert all(kind["why"] for kind in LIST["kind"])
