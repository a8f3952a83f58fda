"""The table of addresses that people type (dutch_addresses.toml), matched against its own small register."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

_TABLE = tomllib.loads(Path(__file__).with_name("dutch_addresses.toml").read_text(encoding="utf-8"))
_CASES = [case | {"kind": kind["name"]} for kind in _TABLE["kind"] for case in kind["cases"]]
_COLUMNS = ("number", "letter", "addition", "postcode", "place", "context")


def drawn_register() -> list[tuple[object, ...]]:
    lines = [
        [cell.strip() for cell in line.split("|")] for line in _TABLE["register"].strip().splitlines()[1:]
    ]
    return [
        (f"address of {dwelling}", dwelling, street, int(number), letter, addition, postcode, place)
        for dwelling, street, number, letter, addition, postcode, place in lines
    ]


def _shown(case: dict[str, Any]) -> str:
    return " | ".join(str(case[part]) for part in ("typed", "street", *_COLUMNS) if part in case)


@pytest.fixture(scope="module")
def outcomes(match_against):
    typed = [
        {"street": case.get("typed", case.get("street"))} | {k: case.get(k) for k in _COLUMNS}
        for case in _CASES
    ]
    return match_against(drawn_register(), typed)


@pytest.mark.parametrize("at", range(len(_CASES)), ids=[f"{case['kind']}: {_shown(case)}" for case in _CASES])
def test_what_people_type_is_what_they_mean(at, outcomes):
    case, match = _CASES[at], outcomes[at]
    if "meant" in case:
        assert (match.way in {"exact", "normalised", "fuzzy"}, match.dwelling_id) == (True, case["meant"]), match
        assert match.candidates == []
    else:
        (way,) = {"building", "ambiguous", "none"} & case.keys()
        assert (match.way, match.dwelling_id) == (way, None), match
        if way == "none":
            assert (match.reason, match.candidates) == (case["none"], [])
        else:
            assert match.candidates == case[way]
    for said in ("way", "reason"):
        if said in case:
            assert getattr(match, said) == case[said], match


def test_the_table_covers_every_kind_with_at_least_150_addresses():
    assert len(_CASES) >= 150
    assert all(len(kind["cases"]) >= 5 for kind in _TABLE["kind"])
