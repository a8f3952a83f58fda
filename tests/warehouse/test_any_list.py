"""Any list against any register, in order, with the reason of each answer."""

import csv
from pathlib import Path

import pytest

from energiekop.sources import FileRefused
from energiekop.warehouse import match_list
from tests.town import as_csv

REGISTER = as_csv("""
    straat      | huisnummer | toevoeging | postcode | woonplaats | gemeente  | gemeentecode
    Lindestraat | 1          |            | 1001AB   | Demostad   | Demostad  | 0999
    Lindestraat | 2          | H          | 1001AB   | Demostad   | Demostad  | 0999
    Lindestraat | 2          | 1          | 1001AB   | Demostad   | Demostad  | 0999
    Lindestraat | 1          |            | 9001AB   | Elders     | Buiten    | 0998
""")


def matched(folder: Path, lines: list[str], **options: str) -> list[dict[str, str]]:
    (folder / "register.csv").write_text(REGISTER)
    (folder / "list.csv").write_text("Wie;Waar\n" + "".join(f"x;{line}\n" for line in lines))
    out = folder / "out.csv"
    counted = match_list(folder / "register.csv", folder / "list.csv", "Waar", out, **options)
    with out.open(newline="") as content:
        answers = list(csv.DictReader(content))
    assert sum(counted.values()) == len(answers) == len(lines)
    return answers


def test_one_answer_a_line_in_the_order_of_the_list(tmp_path: Path) -> None:
    answers = matched(
        tmp_path, ["lindestr 2 1hoog", "Nergens 4", "Lindestraat 1, 1001 AB", "lindestr 2 1hoog", ""]
    )
    assert [(row["typed"], row["way"], row["huisnummer"], row["toevoeging"]) for row in answers] == [
        ("lindestr 2 1hoog", "normalised", "2", "1"),
        ("Nergens 4", "none", "", ""),
        ("Lindestraat 1, 1001 AB", "normalised", "1", ""),
        ("lindestr 2 1hoog", "normalised", "2", "1"),
        ("", "none", "", ""),
    ]
    assert answers[2]["woonplaats"] == "Demostad"


def test_what_is_ambiguous_is_not_guessed_but_named(tmp_path: Path) -> None:
    [answer] = matched(tmp_path, ["Lindestraat 1"])
    assert answer["way"] == "ambiguous" and answer["straat"] == ""
    assert answer["candidates"] == "Lindestraat 1 1001AB Demostad | Lindestraat 1 9001AB Elders"


@pytest.mark.parametrize("municipality", ["Buiten", "GM0998", "0998"])
def test_a_municipality_says_where_the_list_lies(tmp_path: Path, municipality: str) -> None:
    [answer] = matched(tmp_path, ["Lindestraat 1"], municipality=municipality)
    assert (answer["way"] in ("exact", "normalised"), answer["woonplaats"]) == (True, "Elders")


def test_a_list_without_the_column(tmp_path: Path) -> None:
    with pytest.raises(
        FileRefused, match=r"list\.csv, row 1: found .*, expected a row of headings with adres"
    ):
        (tmp_path / "register.csv").write_text(REGISTER)
        (tmp_path / "list.csv").write_text("Wie;Waar\nx;Lindestraat 1\n")
        match_list(tmp_path / "register.csv", tmp_path / "list.csv", "Adres", tmp_path / "out.csv")
