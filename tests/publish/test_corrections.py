"""A rejected row is handed out as it came, corrected, handed in again, and then it counts: the circle is whole."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from energiekop import exports, figures
from energiekop.privacy import NoScope, NotForRole, Viewer
from energiekop.publish import Refused
from energiekop.publish.ledger import FileCount
from energiekop.sources.corrections import corrects, kept_name, name_of_corrections
from tests.town import Town

ON = date(2025, 3, 8)
SIGN_UPS = "community/team/aanmeldingen_2025-03-01.csv"
CASES = "consultancy/noord/cases_2025-03-01.xlsx"


def handed_out(town: Town, path: str, on: date = ON) -> tuple[str, bytes]:
    return exports.as_corrections(figures.handed_back(Viewer.team(), path, store=town.store), on)


def counted(town: Town, name: str) -> FileCount:
    assert town.built is not None
    return next(file for file in town.built.files if name in file.path)


def test_rows_of_a_list_come_back_as_they_were_and_count_once_corrected(town: Town) -> None:
    text = (
        "Tijdstempel;Naam;Adres;Toestemming programma;Opmerking\n"
        "2/28/2025 9:00;Zonneveld;Lindestraat 1;ja;\n"
        "2/1/2025 9:00;Zonneveld;Lindestraat één;ja;graag\n"
        "2/30/2025 9:00;Zonneveld;Lindestraat 3;ja;\n"
        "2/27/2025 9:00;Zonneveld;Lindestraat 4;ja;\n"
    )
    (town.data / SIGN_UPS).parent.mkdir(parents=True, exist_ok=True)
    (town.data / SIGN_UPS).write_bytes(text.encode("cp1252").replace("één".encode("cp1252"), "99 één".encode("cp1252")))
    town.build()
    name, content = handed_out(town, SIGN_UPS)
    assert name == "aanmeldingen_2025-03-01_correcties_2025-03-08.csv"
    assert content.decode("cp1252") == (
        "Tijdstempel;Naam;Adres;Toestemming programma;Opmerking\r\n"
        "2/1/2025 9:00;;Lindestraat 99 één;ja;\r\n"
        "2/30/2025 9:00;;Lindestraat 3;ja;\r\n"
    )
    corrected = content.replace("99 één".encode("cp1252"), b"2").replace(b"2/30/2025", b"2/3/2025")
    (town.data / "community/team" / name).write_bytes(corrected)
    town.build()
    healed = counted(town, "correcties")
    assert (healed.rows, healed.accepted, healed.duplicate, healed.rejected) == (2, 2, 0, 0)
    # 2/1 by itself could be 2 January: the file it is from writes the month first.
    assert town.households("signed_up_on") == [
        {"home": "Lindestraat 1", "signed_up_on": "2025-02-28"},
        {"home": "Lindestraat 2", "signed_up_on": "2025-02-01"},
        {"home": "Lindestraat 3", "signed_up_on": "2025-02-03"},
        {"home": "Lindestraat 4", "signed_up_on": "2025-02-27"},
    ]
    known = town.query("select distinct cast(known_on as varchar) as known_on from event where happened_on < '2025-02-10' and milestone = 'signed_up'")
    assert known == [{"known_on": "2025-03-08"}]
    assert counted(town, "aanmeldingen_2025-03-01.csv").rejected == 2  # what that file held is still told


def full_delivery(town: Town) -> None:
    path = town.data / CASES
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Trajecten")
        sheet.write(0, 0, "Stand van maart")
        sheet.write_row(2, 0, ["Dossier", "Adres", "Aanmelding", "Gesprek", "Advies", "Ja", "Uitgevoerd", "Gestopt"])
        sheet.write_row(3, 0, ["1", "Lindestraat 1", "", "", "01-02-2025"])
        sheet.write_row(4, 0, ["2", "Lindestraat 2", "", "", "31-02-2025"])
        sheet.write_row(5, 0, ["3", "Lindestraat 3", "", "", "01-02-2025"])
        sheet.write_string(6, 0, "4")
        sheet.write_string(6, 1, '=HYPERLINK("x")')
        sheet.write_string(6, 4, "01-02-2025")
        sheet.write_row(7, 0, ["Totaal", "", "", "", 4])


def test_corrected_rows_of_a_full_delivery_do_not_make_the_others_gone(town: Town) -> None:
    full_delivery(town)
    town.build()
    assert (counted(town, CASES).rows, counted(town, CASES).rejected) == (4, 2)
    name, content = handed_out(town, CASES)
    assert name == "cases_2025-03-01_correcties_2025-03-08.xlsx"
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    [head, *rows] = book.get_sheet_by_name("Trajecten").to_python()
    assert head[:2] == ["Dossier", "Adres"]
    assert [row[:5] for row in rows] == [
        ["2", "Lindestraat 2", "", "", "31-02-2025"], ["4", '=HYPERLINK("x")', "", "", "01-02-2025"],
    ]  # fmt: skip
    corrected = io.BytesIO()
    with xlsxwriter.Workbook(corrected, {"in_memory": True}) as new:
        sheet = new.add_worksheet("Trajecten")
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, ["2", "Lindestraat 2", "", "", "28-02-2025"])
        sheet.write_row(2, 0, ["4", "Lindestraat 4", "", "", "01-02-2025"])
    (town.data / "consultancy/noord" / name).write_bytes(corrected.getvalue())
    town.build()
    assert [row["home"] for row in town.households("advice_on")] == [f"Lindestraat {n}" for n in (1, 2, 3, 4)]
    # The next full delivery replaces both, also when it lies before the day of the correction.
    town.file("consultancy/noord/cases_2025-03-05.csv", "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja | Uitgevoerd | Gestopt"
              "\n2 | Lindestraat 2 | | | 27-02-2025 | | |")  # fmt: skip
    town.build()
    assert town.households("advice_on") == [{"home": "Lindestraat 2", "advice_on": "2025-02-27"}]


def test_a_corrected_count_of_residents_is_part_of_that_count(town: Town) -> None:
    asked = "select sum(residents) as residents, count(*) as homes from household"
    town.build()
    first = town.query(asked)
    town.file("municipal/bewoners_2025-01-01_correcties_2025-02-01.csv",
              "adresseerbaarobject_id | aantal_bewoners | eigendom\n0363010000000041 | 7 | koop")  # fmt: skip
    town.build()
    second = town.query(asked)
    assert second[0]["homes"] == first[0]["homes"]
    assert int(second[0]["residents"]) - int(first[0]["residents"]) in (3, 4, 5)  # Kerkpad 1 was estimated at some 3
    assert town.query("select count(distinct residents) as n from household where residents > 3") == [{"n": "1"}]


def test_a_correction_that_corrects_too_little_is_told_what_to_leave_out(town: Town) -> None:
    head = "Tijdstempel | Adres | Toestemming programma\n"
    town.file(SIGN_UPS, f"{head}01-02-2025 | Lindestraat 1 | ja\n01-02-2025 | Lindestraat 99 | ja")
    town.file("community/team/aanmeldingen_2025-03-01_correcties_2025-03-08.csv", f"{head}01-02-2025 | Lindestraat 98 | ja")
    with pytest.raises(Refused, match=r"Leave out the rows that cannot be corrected yet\."):
        town.build()


def test_only_the_team_is_handed_rows_and_only_of_a_file_that_is_there(town: Town) -> None:
    town.build()
    for viewer in (Viewer.municipality(), Viewer.champion(street="Lindestraat"), Viewer.adviser(firm="Bureau Noord")):
        with pytest.raises(NotForRole, match="may not see rows that were handed back; only the team may"):
            figures.handed_back(viewer, SIGN_UPS, store=town.store)
    with pytest.raises(NoScope, match=r'This snapshot has no file "nergens\.csv"; give its name as the ledger has it'):
        figures.handed_back(Viewer.team(), "nergens.csv", store=town.store)


def test_no_cell_of_a_handed_out_list_runs_and_every_one_comes_back(town: Town) -> None:
    dangerous = ["=1+1", "+31 6", "-2+3", "@sum(1)", "\t=1", '=cmd|"/c calc"!A1', "bij de buren;=1+1", "＝1+1", "'=1", "x\n=2"]
    rows = [["Datum", "Adres", "Wens"], *(["gisteren", "Lindestraat 1", text] for text in dangerous)]
    rows += [["01-02-2025", f"Lindestraat {n}", "groen"] for n in range(1, len(dangerous) + 1)]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    town.text("community/team/wensen_2025-03-01.csv", out.getvalue())
    town.build()
    name, content = handed_out(town, "community/team/wensen_2025-03-01.csv")
    for separator in (";", ",", "\t"):  # in whatever country it is opened
        for line in csv.reader(io.StringIO(content.decode(), newline=""), delimiter=separator):
            assert not [cell for cell in line if cell.lstrip(' "').startswith(("=", "+", "-", "@", "＝", "\t"))]
    (town.data / "community/team" / name).write_bytes(content.replace(b"gisteren", b"02-02-2025"))
    town.build()
    assert counted(town, "correcties").accepted == len(dangerous)
    kept = {row["wish"] for row in town.query("select wish from wish where asked_on = '2025-02-02'")}
    assert kept == {text.strip() for text in dangerous}


@pytest.mark.parametrize(("body", "day"), [
    ("aanmeldingen_2026-11-20_correcties_2026-11-24", date(2026, 11, 20)),
    ("aanmeldingen_2026-11-20_correcties-2_2026-11-24", date(2026, 11, 20)),
    ("aanmeldingen_2026-11-20", None), ("correcties_2026-11-24", None), ("a_2026-13-40_correcties_2026-11-24", None),
])  # fmt: skip
def test_the_name_says_which_delivery_is_corrected(body: str, day: date | None) -> None:
    assert corrects(body) == day


def test_a_browser_that_downloads_twice_does_not_change_the_name() -> None:
    name = "aanmeldingen_2026-11-20_correcties_2026-11-24"
    assert kept_name(f"{name} (1)") == kept_name(name) == name
    assert kept_name("aanmeldingen_2026-11-20 (1)") is None


def test_a_name_for_corrections_is_known_for_what_it_corrects() -> None:
    of, on = date(2026, 11, 20), date(2026, 11, 24)
    for body in ("aanmeldingen_2026-11-20", "aanmeldingen-mei_2026-11-20_correcties_2026-11-22", "mei (1)"):
        name = name_of_corrections(body, "aanmeldingen", of, on, taken=())
        again = name_of_corrections(body, "aanmeldingen", of, on, taken=[name])
        assert corrects(name) == corrects(again) == of and name != again
        assert name.startswith("aanmeldingen") and Path(name).name == name
