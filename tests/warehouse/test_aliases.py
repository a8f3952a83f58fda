"""Other names of streets and places: which files are read, and how a row is refused."""

from pathlib import Path

import pytest

from energiekop.addresses import StreetAlias
from energiekop.sources import FileRefused
from energiekop.warehouse import match_list, read_aliases
from tests.town import Town

STREETS = "plaats;genoemd;officieel;bron;bron_van\nDemostad;Stalinlaan;Vrijheidslaan;raadsbesluit;1956-11-14\n"
PLACES = "genoemd;officieel;bron;bron_van\nDe Stad;Demostad;zo zegt men;2026-11-24\n"


def test_a_folder_holds_streets_and_places(tmp_path: Path) -> None:
    (tmp_path / "straten_2026-11-20.csv").write_text(STREETS)
    (tmp_path / "plaatsen.csv").write_text(PLACES, encoding="utf-8-sig")
    read = read_aliases(tmp_path)
    assert read.aliases.streets == (StreetAlias("Demostad", "Stalinlaan", "Vrijheidslaan"),)
    assert read.aliases.places == (("De Stad", "Demostad"),)
    assert "Stalinlaan" in read.text and "De Stad" in read.text


def test_what_ships_can_be_read_and_each_row_has_its_source() -> None:
    shipped = read_aliases()
    assert StreetAlias("Amsterdam", "Stalinlaan", "Vrijheidslaan") in shipped.aliases.streets
    assert len(set(shipped.aliases.streets)) == len(shipped.aliases.streets)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("straten.csv", STREETS.replace("raadsbesluit", ""),
         r"straten\.csv, row 2, column bron: found nothing, expected a name, and where it was found"),
        ("straten.csv", "plaats;genoemd\n", r"row 1: found plaats;genoemd, expected the headings plaats;genoemd;off"),
        ("namen.csv", STREETS, r"file name: found 'namen\.csv', expected a name that starts with straten or plaatsen"),
    ],
)  # fmt: skip
def test_a_table_that_says_too_little_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(FileRefused, match=said):
        read_aliases(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="found no such folder, expected a folder with straten"):
        read_aliases(tmp_path / "nowhere")


def test_a_list_is_matched_by_other_names(tmp_path: Path) -> None:
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "straten.csv").write_text(STREETS)
    (tmp_path / "names" / "plaatsen.csv").write_text(PLACES)
    (tmp_path / "register.csv").write_text(
        "straat;huisnummer;postcode;woonplaats\nVrijheidslaan;60;1001AA;Demostad\nVrijheidslaan;60;2001AA;Elders\n"
    )
    (tmp_path / "list.csv").write_text("Waar\nStalinlaan 60 Demostad\nVrijheidslaan 60 de stad\n")
    out = tmp_path / "out.csv"
    counted = match_list(
        tmp_path / "register.csv", tmp_path / "list.csv", "Waar", out, aliases=tmp_path / "names"
    )
    assert counted == {"normalised": 2}
    assert "known_by_alias" in out.read_text()


def test_the_community_teaches_what_a_street_is_called(tmp_path: Path) -> None:
    town = Town(tmp_path)
    town.file("community/team/aanmeldingen_2025-02-01.csv", """
        Tijdstempel | Adres              | Plaats   | Toestemming programma
        01-01-2025  | Oude Zeedijk 5     | Demostad | ja
        01-01-2025  | Lindestraat 5      | Demostad | ja
    """)  # fmt: skip
    told = "Plaats | Genoemd | Officieel | Bron\n"
    # the later delivery is right; Lindestraat is a street's own name, so nobody can call Kerkpad so
    town.file("community/team/straatnamen_2025-02-01.csv", f"{told}Demostad | Oude Zeedijk | Lindestraat | een buur")
    town.file("community/team/straatnamen_2025-03-01.csv", f"{told}Demostad | oude zeedijk | Kerkpad | de gemeente"
              "\nDemostad | Lindestraat | Kerkpad | een grap")  # fmt: skip
    town.build()
    assert town.query("select reason, street, house_number from match where dwelling_id is not null order by all") == [
        {"reason": "known_by_alias", "street": "Kerkpad", "house_number": "5"},
        {"reason": "same_text", "street": "Lindestraat", "house_number": "5"},
        {"reason": "same_text", "street": "Lindestraat", "house_number": "40"},
    ]


def test_a_name_for_a_street_that_is_not_there_goes_back_with_words(tmp_path: Path) -> None:
    town = Town(tmp_path)
    town.file("community/team/straatnamen_2025-02-01.csv", """
        Plaats   | Genoemd      | Officieel   | Bron
        Demostad | Oude Zeedijk | Lindestraat | een buur
        Demostad | Oude Kade    | Kerkpad     | een buur
        Demostad | Nieuwe Dijk  | Nergenspad  | een buur
        Elders   | Oude Zeedijk | Lindestraat | een buur
    """)  # fmt: skip
    [file] = [file for file in town.build().files if "straatnamen" in file.path]
    assert (file.rows, file.accepted, file.duplicate, file.rejected) == (4, 2, 0, 2)
    assert town.query(
        """select row_no, column_name, found, expected, array_to_string(original, '|') as original
        from rejected_row where reason = 'no_street' order by row_no"""
    ) == [
        {"row_no": "4", "column_name": "officieel", "found": "Nergenspad, Demostad",
         "expected": "a street of the register in that place",
         "original": "Demostad|Nieuwe Dijk|Nergenspad|een buur"},
        {"row_no": "5", "column_name": "officieel", "found": "Lindestraat, Elders",
         "expected": "a street of the register in that place",
         "original": "Elders|Oude Zeedijk|Lindestraat|een buur"},
    ]  # fmt: skip
