"""What is held of a household: everything that forgetting would take away, and where it came from."""

from dataclasses import replace
from datetime import date

import pytest

from energiekop import figures
from energiekop.catalogue.held import HELD_PARTS, held_query
from energiekop.privacy import NotForRole, Viewer
from energiekop.publish import forget
from energiekop.sheets import inzage
from energiekop.sheets.wordings import consent_wordings
from tests.publish.test_forget import HOME, hand_in_everything
from tests.town import ID, Town

TEAM = Viewer.team()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    made = Town(tmp_path_factory.mktemp("held") / "town")
    hand_in_everything(made)
    made.file("community/team/plannen_2025-03-01.csv", f"Datum ja | Adres\n05-01-2025 | {HOME}")
    made.build()
    return made


@pytest.fixture(scope="module")
def held(town: Town) -> figures.Held:
    return figures.held(TEAM, "kerkpad 3", store=town.store)


def test_it_tells_all_that_forgetting_would_take(town: Town, held: figures.Held) -> None:
    told = {part: len(rows) for part, rows in held.parts.items()}
    assert told == {
        "counted": 5, "steps": 7, "consents": 3, "cases": 2, "conversations": 2, "memberships": 1, "requests": 2,
        "wishes": 1, "stops": 1, "contradictions": 6, "corrections": 1, "rows": 13, "rejected": 3, "register_files": 3,
    }  # fmt: skip
    would_go = forget.find(town.store, HOME).total
    same = {
        "rows of files": "rows", "rejected rows": "rejected", "steps": "steps", "cases of a firm": "cases",
        "requests to a desk": "requests", "wishes": "wishes", "consents": "consents", "stops": "stops",
        "conversations attended": "conversations", "memberships of an initiative": "memberships",
        "values that gave way": "corrections",
    }  # fmt: skip
    assert {what: told[part] for what, part in same.items()} == {what: would_go[what] for what in same}


def test_each_row_says_which_file_which_party_and_how_its_address_was_found(held: figures.Held) -> None:
    [row] = [row for row in held.parts["rows"] if row["path"] == "community/team/wensen_2025-02-01.csv"]
    assert (row["row_no"], row["delivered_on"], row["party"], row["source"]) == (2, date(2025, 2, 1), "community", "team")
    assert (row["typed"], row["way"]) == ("Kerkpad 3", "exact") and row["score"] > 0
    assert row["reason_words"].endswith(".")
    # The address of one could not be found, but its text names this dwelling's street and number.
    columns = {row["column_name"] for row in held.parts["rejected"]}
    assert columns == {"Tijdstempel", "toestemming programma", "address"}


def test_what_contradicts_stands_beside_one_another(held: figures.Held) -> None:
    plan = [row for row in held.parts["contradictions"] if row["field"] == "plan"]
    assert [(row["told"], row["stands"], row["party"]) for row in plan] == [
        ("2025-01-05", True, "community"), ("2025-01-10", False, "consultancy"),
    ]  # fmt: skip


def test_the_letter_says_it_in_plain_dutch(held: figures.Held) -> None:
    letter = inzage.as_html(inzage.letter(held, consent_wordings()))
    for said in (
        '<html lang="nl">',
        "<h1>Wat wij van u bewaren: Kerkpad 3 1002AB Demostad</h1>",
        "sinds het begin van het programma",
        "Eenhoorn in de tuin",
        "Isolatie: Eenhoornmat",
        "812,5",
        "De vraag was (versie 1): “Mogen wij bijhouden hoe ver u bent met uw plan?",
        "community/team/wensen_2025-02-01.csv, rij 2",
        "adviesbureau: Bureau Noord",
        "Wie er naar uw gegevens heeft gekeken, wordt hier nog niet bijgehouden.",
        "Autoriteit Persoonsgegevens",
        "ja: De eerste dag telt.",
        "GEHEIM-12",
        "5 januari 2025",
    ):
        assert said in letter, said
    for code in ("champion_sees", "consultancy:", "later_delivery", "None", "nan", "NaT"):
        assert code not in letter


def test_what_was_typed_stays_text_in_the_letter(town: Town, held: figures.Held) -> None:
    rows = [{**held.parts["wishes"][0], "wish": "<script>alert(1)</script>"}]
    said = inzage.letter(replace(held, parts={**held.parts, "wishes": rows}), consent_wordings())
    assert "<script>" not in inzage.as_html(said) and "&lt;script&gt;" in inzage.as_html(said)
    rows = [{**rows[0], "wish": '#read("inzage.html") *vet*'}]
    said = inzage.letter(replace(held, parts={**held.parts, "wishes": rows}), consent_wordings())
    assert inzage.as_pdf(said) == inzage.as_pdf(said)


def test_who_takes_no_part_is_told_that_nothing_is_there(town: Town) -> None:
    letter = inzage.as_html(
        inzage.letter(figures.held(TEAM, ID["Kerkpad 5"], store=town.store), consent_wordings())
    )
    assert "Van dit huishouden is geen toestemming bekend." in letter
    assert letter.count("Hierover staat niets in het overzicht.") == 11


def test_another_role_is_refused(town: Town) -> None:
    with pytest.raises(NotForRole, match="may not see what is held of a household; the team may"):
        figures.held(Viewer.municipality(), HOME, store=town.store)


@pytest.mark.parametrize("part", ["dwelling", *HELD_PARTS])
def test_a_query_says_what_one_row_is(part: str) -> None:
    assert held_query(part).startswith("-- One row per ")
