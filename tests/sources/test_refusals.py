"""What is turned away says which file, what was found and what was expected; the last snapshot stays."""

import json
from pathlib import Path

import pytest

from energiekop.publish import Refused, store
from energiekop.sources.refusals import FileRefused, Said, from_json
from tests.town import Town

SIGN_UPS = "community/team/aanmeldingen_2025-03-01.csv"
HEADINGS = "Tijdstempel | Adres | Toestemming programma"
KEPT = "Correct the file and hand it in again."


def refusal(town: Town) -> str:
    """The words of the refusal; what was in service before still is."""
    before = store.current(town.store)
    with pytest.raises(Refused) as refused:
        town.build()
    assert store.current(town.store) == before
    assert [path.name for path in town.store.glob(".building-*")] == []
    return str(refused.value)


@pytest.fixture(autouse=True)
def published(town: Town) -> None:
    """There is a snapshot in service before anything is refused."""
    town.build()


def test_an_empty_file(town: Town) -> None:
    town.text(SIGN_UPS, "")
    assert refusal(town) == f"{SIGN_UPS}: found an empty file, expected a header and at least one row. {KEPT}"


def test_a_full_delivery_of_nothing(town: Town) -> None:
    town.file("municipal/adressen_2025-03-01.csv", "straat | huisnummer | woonplaats")
    assert refusal(town) == (
        "municipal/adressen_2025-03-01.csv: found a header without rows, expected at least one row. " + KEPT
    )


def test_a_list_that_adds_nothing_goes_in(town: Town) -> None:
    town.file(SIGN_UPS, "Tijdstempel | Adres | Toestemming programma")
    assert [file.rows for file in town.build().files if file.path == SIGN_UPS] == [0]


def test_a_missing_required_column(town: Town) -> None:
    town.file(SIGN_UPS, "Tijdstempel | Bewoner | Toestemming programma\n01-02-2025 | Lindestraat 1 | ja")
    assert refusal(town) == (
        f"{SIGN_UPS}, row 1: found the headings Tijdstempel, Bewoner, Toestemming programma, expected a "
        f"column adres or straatenhuisnummer or straatennummer or straathuisnummer or straat. {KEPT}"
    )


def test_no_header_at_all(town: Town) -> None:
    town.text(SIGN_UPS, "01-02-2025;Lindestraat 1;ja\n")
    assert refusal(town) == (
        f"{SIGN_UPS}, row 1: found “01-02-2025;Lindestraat 1;ja”, expected a row of headings with adres, "
        f"tijdstempel, toestemmingprogramma. {KEPT}"
    )


def test_bytes_that_are_no_text(town: Town) -> None:
    (town.data / SIGN_UPS).write_bytes(b"\x00\x01\x02" * 100)
    assert refusal(town) == f"{SIGN_UPS}: found bytes that are no text, expected a CSV or XLSX table. {KEPT}"


def test_a_spreadsheet_that_is_none(town: Town) -> None:
    town.text("community/team/aanmeldingen_2025-03-01.xlsx", "Tijdstempel;Adres")
    words = refusal(town)
    assert words.startswith("community/team/aanmeldingen_2025-03-01.xlsx: found ")
    assert words.endswith(f"expected a CSV or XLSX table. {KEPT}")


def test_over_half_of_the_rows_rejected(town: Town) -> None:
    town.file(SIGN_UPS, """
        Tijdstempel | Adres          | Toestemming programma
        01-02-2025  | Lindestraat 1  | ja
        31-02-2025  | Lindestraat 2  | ja
        01-02-2025  | Lindestraat 99 | ja
    """)  # fmt: skip
    assert refusal(town) == (
        f"{SIGN_UPS}, row 3, column Tijdstempel: found “31-02-2025” (and 2 of 3 rows that cannot go in), "
        f"expected a day such as 28-02-2026. {KEPT}"
    )


def test_half_of_the_rows_rejected_goes_in(town: Town) -> None:
    town.file(SIGN_UPS, """
        Tijdstempel | Adres         | Toestemming programma
        01-02-2025  | Lindestraat 1 | ja
        31-02-2025  | Lindestraat 2 | ja
    """)  # fmt: skip
    town.build()
    assert town.query("select row_no, column_name, found, expected, what_to_do from rejected_row") == [
        {
            "row_no": "3", "column_name": "Tijdstempel", "found": "31-02-2025",
            "expected": "a day such as 28-02-2026",
            "what_to_do": "The row is kept on the data page; correct it there and hand the file in again.",
        }
    ]  # fmt: skip


def test_a_party_without_any_file(town: Town) -> None:
    for path in (town.data / "community").rglob("*.csv"):
        path.unlink()
    assert refusal(town) == (
        "community: found no file, expected at least one delivery of this party. Put its files in community/ "
        "and build again."
    )


def test_a_name_without_a_day(town: Town) -> None:
    town.file("community/team/aanmeldingen.csv", "Tijdstempel | Adres | Toestemming programma")
    assert refusal(town) == (
        "community/team/aanmeldingen.csv, file name: found no day of delivery, expected a name such as "
        "aanmeldingen_2026-11-20.csv. Rename it, or note the day in deliveries.toml beside it."
    )


def test_a_day_noted_beside_the_file(town: Town) -> None:
    town.file(
        "community/team/mei (1).csv",
        f"{HEADINGS}\n01-02-2025 | Kerkpad 1 | ja",
    )
    noted = '["mei (1).csv"]\ndelivered_on = 2025-05-31\nkind = "aanmeldingen"\n'
    town.text("community/team/deliveries.toml", noted)
    assert town.build().reference_day.isoformat() == "2025-05-31"
    assert [row["home"] for row in town.households("signed_up_on")] == ["Kerkpad 1"]


def test_a_kind_nobody_knows(town: Town) -> None:
    town.file("community/team/notulen_2025-03-01.csv", "Datum | Tekst")
    assert refusal(town).startswith(
        "community/team/notulen_2025-03-01.csv, file name: found the kind 'notulen', expected one of "
    )


def test_a_firm_without_a_mapping(town: Town) -> None:
    town.file("consultancy/zuid/cases_2025-03-01.csv", "Nr | Adres\n1 | Lindestraat 1")
    assert refusal(town) == (
        "consultancy/zuid/cases_2025-03-01.csv: found no mapping for this firm, expected consultancy/zuid.toml. "
        "Write the mapping, data/README.md shows how."
    )


def test_a_mapping_that_names_an_unknown_column(town: Town) -> None:
    town.text("consultancy/noord.toml", '[columns]\ncase_id = "Dossier"\nadres = "Adres"\n')
    words = refusal(town)
    assert words.startswith(
        "consultancy/noord.toml, line 3, [columns] adres: found the unknown name adres, expected one of address,"
    )


def test_every_file_that_cannot_go_in_is_named_at_once(town: Town) -> None:
    town.text(SIGN_UPS, "")
    town.text("community/team/gesprekken_2025-03-01.csv", "")
    assert [line.split(":")[0] for line in refusal(town).splitlines()] == [
        SIGN_UPS, "community/team/gesprekken_2025-03-01.csv",
    ]  # fmt: skip


def test_set_aside_publishes_without_the_file_and_its_previous_delivery_stands(town: Town) -> None:
    head = "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja | Uitgevoerd | Gestopt"
    town.file("consultancy/noord/cases_2025-03-01.csv", f"{head}\n1 | Lindestraat 1 | | | 01-02-2025 | | |")
    town.text("consultancy/noord/cases_2025-04-01.csv", "")
    town.file("consultancy/noord/cases-2_2025-04-01.csv", f"{head}\n2 | Lindestraat 2 | | | 01-03-2025 | | |")
    report = town.build(set_aside=True)
    because = f"consultancy/noord/cases_2025-04-01.csv: found an empty file, expected a header and at least one row. {KEPT}"
    assert report.set_aside == [because]
    assert "Set aside: consultancy/noord/cases_2025-04-01.csv." in report.sentence()
    # Half a full delivery would make the other half's cases gone: its sister file waits too.
    assert [row["home"] for row in town.households("advice_on")] == ["Lindestraat 1"]
    assert town.query("select value from meta where key = 'set_aside'") == [{"value": because}]


def test_a_row_without_consent_is_handed_back(town: Town) -> None:
    town.file(SIGN_UPS, """
        Tijdstempel | Naam    | Adres         | Toestemming programma
        01-02-2025  | J. Doe  | Lindestraat 1 | ja
        01-02-2025  | P. Doe  | Lindestraat 2 | nee
    """)  # fmt: skip
    town.build()
    assert [row["home"] for row in town.households("signed_up_on")] == ["Lindestraat 1"]
    [row] = town.query("select reason, found, original from rejected_row")
    assert row["reason"] == "no_consent"
    assert "Doe" not in row["original"] and "Lindestraat 2" in row["original"]


def test_names_phones_and_mail_addresses_are_dropped_at_the_door(town: Town) -> None:
    town.file(SIGN_UPS, """
        Tijdstempel | Naam      | Adres         | E-mailadres | Telefoonnummer | Toestemming programma
        01-02-2025  | Zonneveld | Lindestraat 1 | z@voorbeeld | 0612345678     | ja
        31-02-2025  | Zonneveld | Lindestraat 2 | z@voorbeeld | 0612345678     | ja
    """)  # fmt: skip
    report = town.build()
    content = b"".join(path.read_bytes() for path in (town.store / report.snapshot).iterdir())
    for dropped in (b"Zonneveld", b"z@voorbeeld", b"0612345678"):
        assert dropped not in content


def test_no_data_folder(town: Town, tmp_path: Path) -> None:
    from energiekop.publish import build

    with pytest.raises(Refused, match=r"There is no data folder .*nowhere\. Make it, or say where it is"):
        build(tmp_path / "nowhere", town.store)


def test_targets_that_cannot_be_read_are_named_by_their_place_in_the_folder(town: Town) -> None:
    town.text("municipal/targets.toml", "[[quarter]]\nend = 2026\nresidents = 10\n")
    assert refusal(town) == (
        "municipal/targets.toml, [[quarter]] end: found 2026, expected a day such as 2026-03-31. " + KEPT
    )


def test_another_process_hears_the_same_refusal_with_its_parts(town: Town) -> None:
    town.text(SIGN_UPS, "")
    town.file("community/team/aanmeldingen_2025-03-02.csv", "Tijdstempel | Naam | Toestemming programma\n | |")
    with pytest.raises(Refused) as refused:
        town.build()
    heard = from_json(json.loads(json.dumps(refused.value.as_json())))
    assert str(heard) == str(refused.value)
    lacking, empty = sorted(heard.reasons, key=str, reverse=True)
    assert isinstance(lacking, FileRefused)
    assert isinstance(empty, FileRefused)
    assert empty.found == "an empty file"
    assert isinstance(lacking.found, Said)
    assert (lacking.found.template, lacking.found.values) == (
        "the headings {headings}", {"headings": "Tijdstempel, Naam, Toestemming programma"},
    )  # fmt: skip
