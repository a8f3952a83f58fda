"""Days and amounts are read as their column writes them; what was chosen, and how sure, is kept."""

from pathlib import Path

import pytest

from tests.sources.reading import hand_in, read

CASES = "consultancy/noord/cases_2026-11-20.csv"
MAPPING = """
firm = "Bureau Noord"
[columns]
case_id = "Dossier"
address = "Adres"
advised_on = "Advies"
cost_eur = "Kosten"
hours = "Uren"
"""


def cases(folder: Path, *rows: tuple[str, str, str], mapping: str = MAPPING, name: str = CASES) -> None:
    """Cases by their day of advice, cost and hours; each a dossier of its own."""
    lines = [f"{nth}\tLindestraat {nth}\t" + "\t".join(row) for nth, row in enumerate(rows, start=1)]
    text = "\n".join(["Dossier\tAdres\tAdvies\tKosten\tUren", *lines])
    hand_in(folder, {"consultancy/noord.toml": mapping, name: text})


def days(folder: Path) -> list[str]:
    with read(folder) as found:
        return [str(day) for (day,) in found.staged("cases", "advised_on")]


def test_the_same_text_is_another_day_in_its_twin(tmp_path: Path) -> None:
    cases(tmp_path / "dutch", ("04/01/2023", "", ""), ("31/01/2023", "", ""))
    cases(tmp_path / "english", ("04/01/2023", "", ""), ("01/31/2023", "", ""))
    assert days(tmp_path / "dutch") == ["2023-01-04", "2023-01-31"]
    assert days(tmp_path / "english") == ["2023-04-01", "2023-01-31"]


def test_what_was_chosen_is_told_with_the_values_it_rests_on(tmp_path: Path) -> None:
    cases(tmp_path, ("04/01/2023", "", ""), ("01/31/2023", "", ""), ("02/28/2023", "", ""))
    with read(tmp_path) as found:
        assert found.notes("day_order")[-1:] == [("Advies", "mdy", "column", 2, 0, 1)]


def test_without_any_telling_day_dutch_habit_is_taken_and_told(tmp_path: Path) -> None:
    cases(tmp_path, ("04/01/2023", "", ""))
    with read(tmp_path) as found:
        assert found.staged("cases", "cast(advised_on as varchar)") == [("2023-01-04",)]
        assert found.notes("day_order")[-1:] == [("Advies", "dmy", "habit", 0, 0, 1)]


def test_the_mapping_decides_where_the_values_do_not_and_gives_way_where_they_do(tmp_path: Path) -> None:
    american = f'{MAPPING}[dates]\norder = "mdy"\n'
    cases(tmp_path / "silent", ("04/01/2023", "", ""), mapping=american)
    cases(tmp_path / "telling", ("04/01/2023", "", ""), ("31/01/2023", "", ""), mapping=american)
    assert days(tmp_path / "silent") == ["2023-04-01"]
    assert days(tmp_path / "telling") == ["2023-01-04", "2023-01-31"]


def test_a_silent_file_is_read_as_the_other_files_of_its_delivery(tmp_path: Path) -> None:
    cases(tmp_path, ("04/01/2023", "", ""))
    cases(tmp_path, ("01/31/2023", "", ""), name="consultancy/noord/cases-2_2026-11-20.csv")
    assert days(tmp_path) == ["2023-01-31", "2023-04-01"]


def test_one_slip_does_not_turn_a_part_of_a_delivery(tmp_path: Path) -> None:
    cases(tmp_path, ("04/01/2023", "", ""), ("01/31/2023", "", ""))
    cases(tmp_path, *[("31/01/2023", "", "")] * 4, name="consultancy/noord/cases-2_2026-11-20.csv")
    assert "2023-01-04" in days(tmp_path)
    with read(tmp_path) as found:
        assert [row[2] for row in found.rejected()] == ["01/31/2023"]


def test_twins_in_one_delivery_are_each_read_by_their_own_days(tmp_path: Path) -> None:
    cases(tmp_path, ("04/01/2023", "", ""), *[("31/01/2023", "", "")] * 3)
    cases(tmp_path, ("04/01/2023", "", ""), *[("01/31/2023", "", "")] * 3, name="consultancy/noord/cases-2_2026-11-20.csv")
    assert {"2023-01-04", "2023-04-01"} <= set(days(tmp_path))


def test_a_silent_delivery_is_read_as_the_others_of_its_source(tmp_path: Path) -> None:
    cases(tmp_path, ("04/01/2023", "", ""))
    cases(tmp_path, ("01/31/2023", "", ""), name="consultancy/noord/cases_2026-10-20.csv")
    assert days(tmp_path) == ["2023-01-31", "2023-04-01"]
    with read(tmp_path) as found:
        assert ("Advies", "mdy", "source", 0, 0, 1) in found.notes("day_order")


def test_a_day_that_contradicts_its_column_is_handed_back(tmp_path: Path) -> None:
    cases(tmp_path, ("31/01/2023", "", ""), ("28/02/2023", "", ""), ("01/31/2023", "", ""))
    with read(tmp_path) as found:
        assert found.rejected() == [(4, "Advies", "01/31/2023", "a day such as 28-02-2026")]
        assert found.notes("day_order")[-1:] == [("Advies", "dmy", "column", 2, 1, 0)]


DAYS = {
    "31-12-2025": "2025-12-31", "31/12/2025": "2025-12-31", "31.12.2025": "2025-12-31", "31 12 2025": "2025-12-31",
    "4-1-26": "2026-01-04", "2025-12-31": "2025-12-31", "20251231": "2025-12-31", "2025/12/31": "2025-12-31",
    "31-12-2025 14:03:22": "2025-12-31", "2025-12-31T14:03:22Z": "2025-12-31",
    "2025/12/31 2:03:22 PM GMT+1": "2025-12-31", "31-12-2025, 14:03": "2025-12-31",
    "46022": "2025-12-31", "46022.5": "2025-12-31",  # a spreadsheet's number for a day
    "31 december 2025": "2025-12-31", "31-dec-25": "2025-12-31", "di 3 mrt 2026": "2026-03-03",
    "dinsdag 3 maart 2026": "2026-03-03", "3 mei 2026": "2026-05-03", "1 okt. 2026": "2026-10-01",
    "\u00a0 31-12-2025 ": "2025-12-31",
    "?": "None", "nan": "None", "NULL": "None", "-": "None", "n.v.t.": "None", "#N/A": "None",
}  # fmt: skip


def test_every_way_people_write_a_day(tmp_path: Path) -> None:
    cases(tmp_path, *((day, "", "") for day in DAYS))
    assert dict(zip(DAYS, days(tmp_path), strict=True)) == DAYS


@pytest.mark.parametrize("day", ["31-02-2026", "32-01-2026", "0-1-2026", "4-1-1026", "gisteren", "123456", "12-2026"])
def test_what_is_no_day_is_handed_back(day: str, tmp_path: Path) -> None:
    cases(tmp_path, (day, "", ""))
    with read(tmp_path) as found:
        assert found.rejected() == [(2, "Advies", day, "a day such as 28-02-2026")]


AMOUNTS = {
    "1.234,50": 1234.5, "1,234.50": 1234.5, "498.0": 498, "1,8": 1.8, "1,408,950": 1408950, "1.408.950": 1408950,
    "€ 1.200,-": 1200, "€1.200,50": 1200.5, "EUR 12": 12, "350 euro": 350, "12": 12, "     5.6": 5.6, "0,125": 0.125,
    "1e3": 1000, "n.v.t.": None,
}  # fmt: skip


def test_every_way_people_write_an_amount(tmp_path: Path) -> None:
    cases(tmp_path, *(("", amount, "") for amount in AMOUNTS))
    with read(tmp_path) as found:
        read_as = [cost for (cost,) in found.staged("cases", "cost_eur")]
    assert dict(zip(AMOUNTS, read_as, strict=True)) == AMOUNTS


@pytest.mark.parametrize("amount", ["1.2.3", "inf", "1_000", "veel", "12,34,56"])
def test_what_is_no_amount_is_handed_back(amount: str, tmp_path: Path) -> None:
    cases(tmp_path, ("", amount, ""))
    with read(tmp_path) as found:
        assert found.rejected() == [(2, "Kosten", amount, "a number such as 1234,50")]


def test_a_group_of_three_is_read_as_the_rest_of_its_column(tmp_path: Path) -> None:
    cases(tmp_path / "dutch", ("", "1.234", ""), ("", "12,5", ""))
    cases(tmp_path / "english", ("", "1,234", ""), ("", "12.5", ""))
    for folder, sign in ((tmp_path / "dutch", ","), (tmp_path / "english", ".")):
        with read(folder) as found:
            assert found.staged("cases", "cost_eur") == [(1234,), (12.5,)]
            assert found.notes("decimal_sign") == [("Kosten", sign, "column", 1, 0, 1)]


def test_a_group_of_three_that_would_be_too_much_is_decimals(tmp_path: Path) -> None:
    cases(tmp_path, ("", "", "7.250"))
    with read(tmp_path) as found:
        assert found.staged("cases", "hours") == [(7.25,)]
        assert found.notes("decimal_sign") == [("Uren", ".", "range", 0, 0, 1)]


def test_an_amount_whose_decimals_were_eaten_is_handed_back(tmp_path: Path) -> None:
    cases(tmp_path, ("", "", "250614"), ("", "", "12"))
    with read(tmp_path) as found:
        expected = "a number from 0 to 5000; did a spreadsheet lose its decimal sign?"
        assert found.rejected() == [(2, "Uren", "250614", expected)]
