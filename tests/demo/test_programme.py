"""What happened, what was typed, and the stories behind it: the truth against what was asked."""

import json
from collections import Counter
from datetime import date

import pytest

from energiekop.demo.dirt import by_ear, in_words
from energiekop.demo.initiatives import share_of_rule

MILESTONES = ["reached_on", "signed_up_on", "conversation_on", "advice_on", "plan_on", "measure_on"]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_eight_thousand_take_part_and_half_have_a_plan(usual_city, read):
    households = read(usual_city / "truth" / "households.csv")

    def residents(since: int, level: str | None = None) -> int:
        return sum(
            int(row["residents"])
            for row in households
            if any(row[m] for m in MILESTONES[since:]) and level in (None, row["plan_level"])
        )

    helped = residents(4)
    assert residents(1) == pytest.approx(8000, rel=0.03)
    assert helped == pytest.approx(4258, rel=0.04)
    assert residents(0) == pytest.approx(10_000, rel=0.04)
    shares = {"huis": 0.45, "straat": 0.28, "complex": 0.19, "buurt": 0.08}
    for level, share in shares.items():
        assert residents(4, level) / helped == pytest.approx(share, abs=0.04), level
    measured = sum(bool(row["measure_on"]) for row in households) / sum(
        bool(row["plan_on"]) for row in households
    )
    assert 0.15 <= measured <= 0.25


def test_first_days_follow_one_another(usual_city, read):
    for row in read(usual_city / "truth" / "households.csv"):
        days = [day(row[milestone]) for milestone in MILESTONES if row[milestone]]
        assert days == sorted(days), row


@pytest.mark.parametrize("city", ["small_city", "usual_city"])
def test_every_hard_case_occurs(city, request, read):
    out = request.getfixturevalue(city)
    cases = json.loads((out / "truth" / "hard_cases.json").read_text())
    assert [name for name, where in cases.items() if not where] == []
    assert len(cases) == 16
    known = {row["dwelling_id"] for row in read(out / "truth" / "households.csv")}
    assert any(int(row["huisnummer"]) for path in out.glob("municipal/subsidies_*") for row in read(path))
    assert known


def test_some_grants_lie_outside_the_programme(usual_city, read):
    address = ["straat", "huisnummer", "huisletter", "toevoeging"]
    register = {
        tuple(list(row.values())[:4]): row["adresseerbaarobject_id"]
        for path in usual_city.glob("municipal/adressen_*.csv")
        for row in read(path)
    }
    inside = {row["dwelling_id"] for row in read(usual_city / "truth" / "households.csv")}
    grants = [row for path in usual_city.glob("municipal/subsidies_*.csv") for row in read(path)]
    asked = {register[tuple(row[column] for column in address)] for row in grants}
    assert asked & inside and asked - inside


SHARES = {"no_postcode": 8, "addition_dropped": 4, "by_ear": 3, "remark": 3, "in_words": 2,
    "wrong_postcode": 2,
          "not_existing": 1, "twice": 2}  # fmt: skip


def test_the_community_rows_carry_dirt_in_fixed_shares(usual_city, read):
    rows = read(usual_city / "truth" / "community_rows.csv")
    kinds = Counter(row["dirt"] for row in rows)
    assert {*kinds} == {*SHARES, "clean"}
    for kind, percent in SHARES.items():
        assert 100 * kinds[kind] / len(rows) == pytest.approx(percent, abs=0.15), kind
    assert all((row["dwelling_id"] == "") == (row["dirt"] == "not_existing") for row in rows)


def test_the_truth_points_at_the_typed_row(usual_city, read):
    rows = [row for row in read(usual_city / "truth" / "community_rows.csv") if row["file"].endswith(".csv")]
    files = {}
    for row in rows[::7]:
        if row["file"] not in files:
            text = (usual_city / row["file"]).read_bytes()
            try:
                lines = text.decode()
            except UnicodeDecodeError:
                lines = text.decode("cp1252")
            files[row["file"]] = lines.splitlines()
        assert row["typed"] in files[row["file"]][int(row["line"]) - 1]


def test_some_lists_are_windows_1252_and_some_are_spreadsheets(usual_city):
    def is_utf8(path):
        try:
            path.read_bytes().decode()
        except UnicodeDecodeError:
            return False
        return True

    assert any(not is_utf8(path) for path in (usual_city / "community").rglob("*.csv"))
    assert list((usual_city / "community").rglob("*.xlsx"))
    assert list((usual_city / "consultancy").rglob("*.xlsx"))


def waits(out, read, *, since: str, until: str) -> float:
    days = [
        (day(row["advice_on"]) - day(row["conversation_on"])).days
        for row in read(out / "truth" / "households.csv")
        if row["firm"] == "Bureau Noord" and row["conversation_on"] and since <= row["advice_on"] <= until
    ]
    return sum(days) / len(days)


def test_a_firm_gets_a_queue_in_the_stories_only(usual_city, plain_city, read):
    early, late = ("2025-01-01", "2025-12-31"), ("2026-08-01", "2026-11-20")
    for out, grows in ((usual_city, True), (plain_city, False)):
        before, after = (waits(out, read, since=a, until=b) for a, b in (early, late))
        assert (after > 2 * before) == grows


def test_streets_come_on_after_a_party_in_the_stories_only(usual_city, plain_city, read):
    story = json.loads((usual_city / "truth" / "story.json").read_text())
    assert len(story["streets"]) >= 2
    streets = {
        row["adresseerbaarobject_id"]: row["openbareruimtenaam"]
        for row in read(max(usual_city.glob("municipal/adressen_*")))
    }
    for told in story["streets"]:
        party = day(told["party_on"])
        signed = [
            day(row["signed_up_on"])
            for row in read(usual_city / "truth" / "households.csv")
            if streets.get(row["dwelling_id"]) == told["street"] and row["signed_up_on"]
        ]
        soon = sum(0 <= (on - party).days <= 35 for on in signed)
        before = sum(-35 <= (on - party).days < 0 for on in signed)
        assert soon >= 4 and soon > 3 * before
    events = [row for path in usual_city.glob("community/team/gebeurtenissen_*") for row in read(path)]
    assert {told["street"] for told in story["streets"]} <= {row["Plaats"] for row in events}
    assert json.loads((plain_city / "truth" / "story.json").read_text()) == {"stories": False}


def test_without_stories_the_city_itself_is_the_same(usual_city, plain_city):
    for path in sorted((usual_city / "municipal").glob("[abcet]*")):
        if path.stem.startswith(
            ("bewoners", "adressen", "buurten", "complex", "energielabels", "areas", "targets")
        ):
            assert path.read_bytes() == (plain_city / "municipal" / path.name).read_bytes(), path.name


def test_numbers_in_words_and_names_by_ear():
    assert [in_words(n) for n in (7, 19, 21, 80, 100, 353)] == [
        "zeven", "negentien", "eenentwintig", "tachtig", "honderd", "driehonderd drieenvijftig",
    ]  # fmt: skip
    assert by_ear("Karmozijnstraat") == "Karmozeinstraat"


@pytest.mark.parametrize(
    ("text", "share", "more"), [("2/3", 2 / 3, False), ("70%", 0.7, False), ("meer dan 1/2", 0.5, True)]
)
def test_the_rule_of_a_deed_is_read(text, share, more):
    assert share_of_rule(text) == (pytest.approx(share), more)
