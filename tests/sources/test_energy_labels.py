"""The public file of energy labels in its editions, and the one label of a dwelling that counts."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.sources.municipal_folder import DAY, Folder
from tests.town import ID, Town

OF_V2 = (
    "Pand_opnamedatum;Pand_opnametype;Pand_status;Pand_berekeningstype;Pand_energieindex;Pand_energieklasse;"
    "Pand_energielabel_is_prive;Pand_is_op_basis_van_referentie_gebouw;Pand_gebouwklasse;Meting_geldig_tot;"
    "Pand_registratiedatum;Pand_postcode;Pand_huisnummer;Pand_huisletter;Pand_huisnummertoevoeging;"
    "Pand_detailaanduiding;Pand_bagverblijfsobjectid;Pand_bagligplaatsid;Pand_bagstandplaatsid;Pand_bagpandid;"
    "Pand_energiebehoefte"
)
OF_V4 = (
    "Registratiedatum;Opnamedatum;GeldigTot;Certificaathouder;SoortOpname;Status;Berekeningstype;EnergieIndex;"
    "Energieklasse;Postcode;Huisnummer;Huisletter;Huisnummertoevoeging;Detailaanduiding;BAGVerblijfsobjectID;"
    "BAGLigplaatsID;BAGStandplaatsID;BAGPandIDs;Gebouwklasse;BerekendeCO2Emissie"
)
PREAMBLE = "PublicatieDatum;01-09-2026\nLaatstVerwerkteMutatievolgnummer;123\n"


def v2(
    label: str, registered: str, until: str, postcode: str, number: str, dwelling: str = "", extra: str = ""
) -> str:
    return (
        f"{registered};Basis;Bestaand;NTA 8800;1,25;{label};0;0;W;{until};{registered};{postcode};{number};;{extra};;"
        f"{dwelling};;;0363100000000001;123,45"
    )


def v4(
    label: str, registered: str, until: str, postcode: str, number: str, dwelling: str = "", boat: str = ""
) -> str:
    return (
        f"{registered};{registered};{until};X;Basis;Bestaand;NTA 8800;;{label};{postcode};{number};;;;{dwelling};{boat};;"
        "0363100000000001,0363100000000002;W;0,00"
    )


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_edition_2_in_a_zip_with_two_lines_above_the_header(folder: Folder) -> None:
    lines = [
        v2("A+++", "01-02-2024", "01-02-2034", "1001 AB", "1", ID["Lindestraat 1"]),
        v2("b", "2023-02-01", "2033-02-01", "1001AB", "2", ID["Lindestraat 2"].lstrip("0")),
    ]
    text = PREAMBLE + "\n".join([OF_V2.upper(), *lines]) + "\n"  # the case of the headings differs by edition
    read = folder.read(folder.put(f"energielabels_{DAY}.zip", packed("v20260901_v2_csv.csv", text.encode())))
    assert read.recognised == "EP-Online v2, utf-8, delimiter ';', header in row 3"
    assert read.staged(
        "label, registered_on::varchar, valid_until::varchar, postcode, house_number, dwelling_no"
    ) == [
        ("A+++", "2024-02-01", "2034-02-01", "1001AB", "1", ID["Lindestraat 1"]),
        ("B", "2023-02-01", "2033-02-01", "1001AB", "2", ID["Lindestraat 2"]),
    ]
    assert read.remarks == {"zero_repaired": 1}


def test_edition_4_with_its_mark_before_the_preamble_and_days_without_signs(folder: Folder) -> None:
    text = "\N{BOM}" + PREAMBLE + "\n".join([
        OF_V4,
        v4("C", "20240201", "20340201", "1001AB", "42A", ID["Lindestraat 1"]),
        v4("G", "20240201", "20340201", "1001AB", "7", boat="0363020000000009"),
    ])  # fmt: skip
    read = folder.read(folder.put(f"energielabels_{DAY}.csv.zip", packed("v4.csv", text.encode())))
    assert read.recognised == "EP-Online v4, utf-8-sig, delimiter ';', header in row 3"
    assert read.staged("label, valid_until::varchar, house_number, dwelling_no") == [
        ("C", "2034-02-01", "42A", ID["Lindestraat 1"]),
        ("G", "2034-02-01", "7", "0363020000000009"),  # a house boat has an id of its own kind
    ]


def test_the_edition_before_2_has_no_preamble_and_another_addition(folder: Folder) -> None:
    head = "PAND_POSTCODE;PAND_HUISNUMMER;PAND_HUISNUMMER_TOEV;PAND_ENERGIEKLASSE;METING_GELDIG_TOT;PAND_REGISTRATIEDATUM"
    read = folder.read(folder.put(f"energielabels_{DAY}.csv", f"{head}\n1001AB;1;H;D;20300101;20200101\n"))
    assert read.recognised == "EP-Online, edition before v2, utf-8, delimiter ';', header in row 1"
    assert read.staged("label, house_number, addition") == [("D", "1", "H")]


def test_a_word_that_is_no_class_is_handed_back(folder: Folder) -> None:
    text = "\n".join(
        [OF_V2, v2("H", "01-02-2024", "", "1001AB", "1"), v2("?", "01-02-2024", "", "1001AB", "2")]
    )
    words = "one of a, a+, a++, a+++, a++++, a+++++, b, c, d, e, f, g"
    assert folder.read(folder.put(f"labels_{DAY}.csv", text)).rejected() == [
        (2, "Pand_energieklasse", "H", words), (3, "Pand_energieklasse", "(blank)", words),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "members, found",
    [
        ({"a.csv": "x", "b.csv": "y"}, "a zip with a.csv, b.csv"),
        ({"lees mij.pdf": "x"}, "a zip with lees mij.pdf"),
        ({}, "a zip with nothing"),
    ],
)
def test_a_zip_without_one_table(folder: Folder, members: dict[str, str], found: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    words = folder.refusal(folder.put(f"energielabels_{DAY}.zip", out.getvalue()))
    assert words.startswith(
        f"municipal/energielabels_{DAY}.zip: found {found}, expected one table in it, ending in .csv"
    )


def test_a_zip_that_is_none(folder: Folder) -> None:
    words = folder.refusal(folder.put(f"energielabels_{DAY}.zip", b"PK\x03\x04 no"))
    assert words == (
        f"municipal/energielabels_{DAY}.zip: found File is not a zip file, expected a zip that can be opened without a "
        "password. Correct the file and hand it in again."
    )


def test_a_zip_in_a_zip_in_a_zip_with_what_a_mac_leaves_behind(folder: Folder) -> None:
    text = f"{OF_V2}\n{v2('A', '01-02-2024', '', '1001AB', '1')}\n".encode()
    nested = packed("labels.zip", packed("inner.zip", packed("map/v2.csv", text)))
    out = io.BytesIO(nested)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("__MACOSX/._labels.zip", "x")
        archive.writestr(".DS_Store", "x")
    assert folder.read(folder.put(f"energielabels_{DAY}.zip", out.getvalue())).staged("label") == [("A",)]


def test_zips_without_end_are_turned_away(folder: Folder) -> None:
    content = b"x"
    for _ in range(7):
        content = packed("more.zip", content)
    assert "5 zips deep" in folder.refusal(folder.put(f"energielabels_{DAY}.zip", content))


def test_what_is_refused_inside_a_zip_is_set_aside_as_the_zip(town: Town) -> None:
    town.build()
    (town.data / "municipal" / f"energielabels_{DAY}.zip").write_bytes(packed("v2.csv", b"Datum;Tekst\n1;2\n"))
    [sentence] = town.build(set_aside=True).set_aside
    assert sentence.startswith(f"municipal/energielabels_{DAY}.zip, v2.csv, row 1: found “Datum;Tekst”, expected ")


def labels_of(town: Town) -> dict[str, str]:
    """The dwellings with a label, by street and number."""
    found = town.query(
        """select street_name || ' ' || house_number || case when addition = '' then '' else '-' || addition end as home,
            label from dwelling where label is not null order by home"""
    )
    return {row["home"]: row["label"] for row in found}


def test_of_a_national_file_only_the_rows_about_the_register_are_used(town: Town, tmp_path: Path) -> None:
    lines = [
        v2("A", "01-02-2024", "01-02-2034", "1001AB", "1", ID["Lindestraat 1"]),
        v2("B", "01-02-2024", "01-02-2034", "9999ZZ", "1", ID["Lindestraat 2"]),  # its id is ours
        v2("C", "01-02-2024", "01-02-2034", "1002AB", "3"),  # its address is ours
        v2("D", "01-02-2024", "01-02-2034", "1004AB", "1", extra="2"),
        *(v2("G", "01-02-2024", "no day", "9711AA", str(n), f"0014010000{n:06d}") for n in range(1, 40)),
        v2("G", "01-02-2024", "01-02-2034", "9711AB", "7"),
        v2("G", "01-02-2024", "01-02-2034", "1001AB", "99"),  # our postcode, and no such house
    ]
    town.text(f"municipal/energielabels_{DAY}.csv", PREAMBLE + "\n".join([OF_V2, *lines]))
    report = town.build()
    [file] = [file for file in report.files if "energielabels" in file.path]
    assert (file.rows, file.accepted, file.duplicate, file.rejected) == (45, 44, 0, 1)
    told = town.query("select topic, showing from reading_note where topic <> 'day_order'")
    assert told == [{"topic": "elsewhere", "showing": "40"}]
    assert labels_of(town) == {
        "Lindestraat 1": "A", "Lindestraat 2": "B", "Kerkpad 3": "C", "Torenkade 1-2": "D",
    }  # fmt: skip


def test_of_several_registrations_the_newest_that_is_valid_on_the_reference_day_counts(town: Town) -> None:
    home = ID["Lindestraat 1"]
    lines = [
        v2("E", "01-02-2016", "01-02-2026", "1001AB", "1", home),
        v2("C", "01-02-2024", "01-02-2034", "1001AB", "1", home),
        v2("F", "01-02-2025", "01-11-2026", "1001AB", "1", home),  # newer, and no longer valid
        v2("G", "01-02-2014", "19-11-2026", "1001AB", "2", ID["Lindestraat 2"]),
        v2("D", "01-02-2014", "20-11-2026", "1001AB", "3", ID["Lindestraat 3"]),
    ]
    town.text("municipal/energielabels_2026-09-01.csv", PREAMBLE + "\n".join([OF_V2, *lines]))
    town.file(f"community/team/contacten_{DAY}.csv", "Datum | Adres\n01-01-2025 | Lindestraat 40")
    assert town.build().reference_day.isoformat() == DAY
    assert labels_of(town) == {"Lindestraat 1": "C", "Lindestraat 3": "D"}


def test_a_house_number_that_holds_its_letter_or_addition_finds_its_dwelling(town: Town) -> None:
    homes = {"42A": "42;A;", "2-3B": "2;;3B", "4 bis": "4;;bis", "12.0": "12;;", "  7": "7;;"}
    register = ["straat;huisnummer;huisletter;toevoeging;postcode;woonplaats;verblijfsobject_id;woonfunctie"]
    register += [f"Dijk;{home};1009AB;Demostad;036301000099990{n};1" for n, home in enumerate(homes.values())]
    # Two streets share the postcode, and a label names neither.
    register += [
        "Dijk;90;;;1009AB;Demostad;0363010000999998;1",
        "Weg;91;;;1009AB;Demostad;0363010000999997;1",
    ]
    town.text("municipal/adressen-extra_2025-01-01.csv", "\n".join(register))
    lines = [v4("C", "20240201", "20340201", "1009AB", number) for number in homes]
    town.text(f"municipal/energielabels_{DAY}.csv", "\N{BOM}" + PREAMBLE + "\n".join([OF_V4, *lines]))
    town.build()
    assert labels_of(town) == dict.fromkeys(["Dijk 12", "Dijk 2-3B", "Dijk 4-bis", "Dijk 42", "Dijk 7"], "C")
