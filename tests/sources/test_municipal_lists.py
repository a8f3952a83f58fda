"""Residents, complexes, grants and permits as offices keep them: sheets with more than a table, lists with dirt."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop.sources import cells
from energiekop.sources.contract import Column, Reading
from tests.sources.municipal_folder import DAY, Folder
from tests.town import ID, Town

RESIDENTS = "adresseerbaarobject_id;aantal_bewoners;eigendom"
GRANTS = "aanvraagnummer;straat;huisnummer;toevoeging;postcode;woonplaats;aangevraagd_op;besluit;bedrag"


def workbook(folder: Folder, name: str, sheets: dict[str, list[list[object]]]) -> Path:
    path = folder.put(name, b"")
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_the_sheet_is_chosen_by_its_header_not_by_its_number(folder: Folder) -> None:
    pivot = [["Rijlabels", "Som van aantal_bewoners"], ["koop", 3], ["Eindtotaal", 3]]
    data = [["Bewoners per adres"], [], RESIDENTS.split(";"), [363010000000001, 3, "koop"], [], ["Bron: BRP"],
            ["? Ontbreekt"], ["Datum export", date(2026, 11, 20)]]  # fmt: skip
    read = folder.read(workbook(folder, f"bewoners_{DAY}.xlsx", {"Draaitabel": pivot, "Gegevens": data}))
    assert read.recognised == "table of residents, sheet 'Gegevens', header in row 3"
    # A sheet keeps an id as a number: its first zero is gone.
    assert read.staged("row_no, dwelling_no, residents, tenure") == [(4, "0363010000000001", 3, "owner")]
    assert read.remarks == {"zero_repaired": 1, "below_table": 3}


def test_a_workbook_with_only_a_pivot_is_turned_away(folder: Folder) -> None:
    pivot = [["Rijlabels", "Som van bewoners"], ["koop", 3], ["Eindtotaal", 3]]
    assert folder.refusal(workbook(folder, f"bewoners_{DAY}.xlsx", {"Blad1": pivot})) == (
        f"municipal/bewoners_{DAY}.xlsx: found no header on the sheets Blad1, expected headings such as "
        "adresseerbaarobjectid, straat, huisnummer, huisletter, huisnummertoevoeging, postcode, woonplaats, aantalbewoners, "
        "eigendom. Correct the file and hand it in again."
    )


def test_a_number_of_residents_that_cannot_be_is_handed_back(folder: Folder) -> None:
    counts = ["3", "0", "2,0", "? ", "-99997", "1408950", "2,5", "drie"]
    lines = [f"{home};{count};koop" for home, count in zip(ID.values(), counts, strict=False)]
    read = folder.read(folder.put(f"bewoners_{DAY}.csv", "\n".join([RESIDENTS, *lines])))
    assert [n for (n,) in read.staged("residents")] == [3, 0, 2, None, None]
    assert [(found, expected) for _, _, found, expected in read.rejected()] == [
        ("1408950", "a number from 0 to 2000; did a spreadsheet lose its decimal sign?"),
        ("2,5", "a whole number such as 12"),
        ("drie", "a whole number such as 12"),
    ]


@pytest.mark.parametrize(
    "typed, amount",
    [
        ("1250", 1250), ("1250,00", 1250), ("1.250,00", 1250), ("1,250.00", 1250), ('"1,408,950"', 1_408_950),
        ("1.408.950", 1_408_950), ("1,8", 1.8), ("498.0", 498), ("     5.6", 5.6), ("?", None),
    ],
)  # fmt: skip
def test_points_and_commas_in_amounts_of_one_column(folder: Folder, typed: str, amount: float | None) -> None:
    path = folder.put(
        f"subsidies_{DAY}.csv", f"{GRANTS}\nS1;Dam;1;;1012 JS;Amsterdam;01-02-2026;toegekend;{typed}\n"
    )
    assert folder.read(path).staged("amount_eur, asked_on::varchar") == [(amount, "2026-02-01")]


@settings(max_examples=40, deadline=None)
@given(
    number=st.decimals(0, 9_999_999, places=2, allow_nan=False),
    write=st.sampled_from("nl en plain comma".split()),
)
def test_an_amount_reads_the_same_however_it_is_written(number: object, write: str) -> None:
    english = f"{number:,.2f}"
    typed = {
        "en": english,
        "nl": english.translate(str.maketrans(",.", ".,")),
        "plain": f"{number:.2f}",
        "comma": f"{number:.2f}".replace(".", ","),
    }[write]
    expression = cells.value(Column("amount", (), "amount"), "typed", Reading())
    with duckdb.connect() as con:
        [(value,)] = con.execute(f"select {expression} from (select '{typed}' as typed)").fetchall()
    assert value == pytest.approx(float(str(number)))


KINDS = {
    "bewoners": (RESIDENTS, f"{ID['Kerkpad 3']};2;Koop", "residents, tenure", (2, "owner")),
    "complexen": ("complex_id;naam;soort;quorum;meerderheid", "C1;Café De Toren;VvE;1/2;2/3", "complex_kind, majority",
                  ("vve", "2/3")),
    "complexadressen": ("complex_id;straat;huisnummer;stemmen", "C1;Torenkade;1;1,5", "votes", (1.5,)),
    "subsidies": (GRANTS, "S1;Dam;1;;1012js;Z;2026-02-01;Verleend;10", "decision, postcode", ("granted", "1012JS")),
    "vergunningen": ("zaaknummer;straat;huisnummer;aangevraagd_op;besluit", "V1;Dam;1;1/2/2026;AFGEWEZEN",
                     "decision, asked_on::varchar", ("refused", "2026-02-01")),
    "verhuizingen": ("adresseerbaarobject_id;verhuisdatum", f"{ID['Kerkpad 3']};01-02-2026 00:00", "moved_on::varchar",
                     ("2026-02-01",)),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_every_list_takes_a_preamble_padding_a_last_empty_column_and_notes(
    folder: Folder, kind: str, encoding: str
) -> None:
    head, row, columns, expected = KINDS[kind]
    padded = ";".join(f'"  {cell} "' for cell in row.split(";"))
    text = f"VAN;20260101;\r\nTM;;\r\n\r\n{head};\r\n{padded};\r\n\r\nBron: gemeente;\r\nDatum export: 20-11-2026\r\n"
    read = folder.read(folder.put(f"{kind}_{DAY}.csv", text, encoding))
    assert read.staged(columns) == [expected]
    assert (read.rows, read.rejected(), read.remarks) == (1, [], {"below_table": 2})


def test_a_place_cut_to_24_characters_is_still_that_place(town: Town) -> None:
    place = "Westerhaar-Vriezenveensewijk"
    town.text("municipal/adressen-extra_2025-01-01.csv", (
        "straat;huisnummer;postcode;woonplaats;verblijfsobject_id;woonfunctie\n"
        f"Hoofdweg;1;7676AB;{place};0363010000999999;1\n"
    ))  # fmt: skip
    cut = [place.upper()[:24], "WESTERHAAR-VRIEZENV WIJK"]
    lines = [f"Hoofdweg;1;7676AB;{name};4" for name in cut]
    town.text(
        "municipal/bewoners-extra_2025-01-01.csv",
        "\n".join(["straat;huisnummer;postcode;woonplaats;aantal_bewoners", *lines]),
    )
    [counted] = [file for file in town.build().files if "bewoners-extra" in file.path]
    assert (counted.rows, counted.accepted, counted.duplicate, counted.rejected) == (2, 1, 1, 0)
