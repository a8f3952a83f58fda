"""Registers of addresses as real ones come: each trap a small file, read or turned away with its reason."""

import pyarrow as pa
import pytest

from tests.sources.municipal_folder import DAY, Folder

HEAD = "straat;huisnummer;toevoeging;postcode;woonplaats"


def zstd(text: bytes) -> bytes:
    return pa.compress(text, codec="zstd", asbytes=True)


def gzipped(text: bytes) -> bytes:
    return pa.compress(text, codec="gzip", asbytes=True)


def test_postcodes_in_every_spelling_are_one_postcode(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"{HEAD}\nA;1;;8024 AP;Z\nA;2;;8016HM;Z\nA;3;;8011jh;Z\n"
                      "A;4;;8011\N{NO-BREAK SPACE}JH;Z\n")  # fmt: skip
    assert folder.read(path).staged("postcode") == [("8024AP",), ("8016HM",), ("8011JH",), ("8011JH",)]


def test_padding_is_no_part_of_a_number_or_a_name(folder: Folder) -> None:
    path = folder.put(
        f"adressen_{DAY}.csv",
        f'{HEAD};oppervlakte\n"Dam  ";"     5";"\t";1012JS ;Z\N{NO-BREAK SPACE};"  5.6"\n',
    )
    assert folder.read(path).staged("street, house_number, addition, place, area_m2") == [
        ("Dam", 5, "", "Z", 5.6)
    ]


@pytest.mark.parametrize("blank", ["", "?", "nan", "NULL", "NaN", ".", "-99997", "-99999999", "-99995"])
def test_what_stands_for_nothing_is_unknown(folder: Folder, blank: str) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"{HEAD};oppervlakte\nDam;1;{blank};1012JS;Z;{blank}\n")
    assert folder.read(path).staged("addition, area_m2") == [("", None)]


def test_an_id_that_lost_its_zero_gets_it_back_and_is_counted(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"verblijfsobject_id;{HEAD}\n363010000964973;A;1;;;Z\n"
                      "0363010000964974;A;2;;;Z\n363010000964975.0;A;3;;;Z\n")  # fmt: skip
    read = folder.read(path)
    assert [row[0][-4:] for row in read.staged("dwelling_no")] == ["4973", "4974", "4975"]
    assert read.staged("dwelling_no")[0] == ("0363010000964973",)
    assert read.remarks == {"zero_repaired": 2}


def test_ids_with_the_prefix_of_the_register_and_lists_of_buildings(folder: Folder) -> None:
    one, two = "NL.IMBAG.Pand.0363100012181960", "NL.IMBAG.Pand.0363100012181959"
    path = folder.put(
        f"adressen_{DAY}.csv",
        f"nummeraanduiding_id;adresseerbaarobject_id;pand_id;{HEAD}\n"
        "NL.IMBAG.Nummeraanduiding.0363200000081086;NL.IMBAG.Verblijfsobject.0363010000964973;"
        f'"{{{one},{two}}}";A;1;;;Z\n',
    )
    assert folder.read(path).staged("address_no, dwelling_no, building_no") == [
        ("0363200000081086", "0363010000964973", "0363100012181959,0363100012181960")
    ]


def test_ids_of_the_city_s_older_exchange_format_are_turned_away(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"verblijfsobject_id;{HEAD}\n03630000543213;A;1;;;Z\n")
    assert folder.read(path).rejected() == [
        (2, "verblijfsobject_id", "03630000543213", "a BAG id of 16 digits")
    ]


def test_preamble_lines_and_a_last_empty_column(folder: Folder) -> None:
    path = folder.put(
        f"adressen_{DAY}.csv",
        f"VAN;20260101;\nTM;20261120;\nHISTORISCHE_CYCLI;N;\n{HEAD};\nDam;1;;1012JS;Amsterdam;\n",
    )
    read = folder.read(path)
    assert read.recognised == "BAG addresses without ids, utf-8, delimiter ';', header in row 4"
    assert read.staged("row_no, street, house_number") == [(5, "Dam", 1)]


def test_latin_1_beside_utf_8(folder: Folder) -> None:
    texts = {}
    for name, encoding in (("a", "utf-8"), ("b", "latin-1"), ("c", "utf-8-sig")):
        path = folder.put(f"adressen-{name}_{DAY}.csv", f"{HEAD}\nCafé;1;;;Z\n", encoding)
        texts[name] = folder.read(path).staged("street")
    assert set(map(tuple, texts.values())) == {(("Café",),)}


def test_a_title_above_and_notes_below_are_no_addresses(folder: Folder) -> None:
    path = folder.put(
        f"adressen_{DAY}.csv",
        f"Adressen van Zuid\n\n{HEAD}\nDam;1;;;Z\nBronstraat;2;;;Z\n\nBron: gemeente\n? Ontbreekt\n"
        "Datum export 20-11-2026\n",
    )
    read = folder.read(path)
    assert (read.rows, read.remarks, read.rejected()) == (2, {"below_table": 3}, [])


def test_a_row_among_the_addresses_is_never_taken_for_a_note(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"{HEAD}\nBron:;;;;\nDam;1;;;Z\n")
    read = folder.read(path)
    assert read.rows == 2
    assert read.rejected() == [(2, "huisnummer", "(blank)", "a whole number such as 12")]


def test_a_file_without_a_header_is_turned_away(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", "Dam;1;;1012JS;Amsterdam\nDam;2;;1012JS;nan\n")
    assert folder.refusal(path) == (
        f"municipal/adressen_{DAY}.csv, row 1: found “Dam;1;;1012JS;Amsterdam”, expected a row of headings "
        "with straat, huisnummer, woonplaats. Correct the file and hand it in again."
    )


def test_decimals_eaten_by_a_spreadsheet_are_seen_by_the_range_of_the_column(folder: Folder) -> None:
    path = folder.put(
        f"adressen_{DAY}.csv",
        f"{HEAD};lat;lon\nDam;1;;;Z;52,468987;4,90516\nDam;2;;;Z;52.468.987;4,90516\nDam;3;;;Z;52,46;490.516\n",
    )
    read = folder.read(path)
    assert read.staged("house_number, lat, lon") == [(1, 52.468987, 4.90516)]
    hint = "a number from 0 to 54; did a spreadsheet lose its decimal sign?"
    assert read.rejected() == [(3, "lat", "52.468.987", hint), (4, "lon", "490.516", hint)]


def test_a_house_number_above_those_that_exist_is_handed_back(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"{HEAD}\nDam;100000;;;Z\nDam;12.7;;;Z\nDam;12.0;;;Z\n")
    read = folder.read(path)
    assert read.staged("house_number") == [(12,)]
    assert [(row, found) for row, _, found, _ in read.rejected()] == [(2, "100000"), (3, "12.7")]


def test_what_the_register_keeps_of_the_past_does_not_exist(folder: Folder) -> None:
    head = f"{HEAD};status;eindGeldigheid;pandstatus"
    path = folder.put(
        f"adressen_{DAY}.csv",
        f"{head}\nDam;1;;;Z;Verblijfsobject in gebruik;;Pand in gebruik\n"
        "Dam;2;;;Z;Verblijfsobject ingetrokken;;\n"
        "Dam;3;;;Z;Verblijfsobject in gebruik;2019-03-01T00:00:00;\n"
        "Dam;4;;;Z;Verblijfsobject in gebruik;2027-01-01;\n"
        "Dam;5;;;Z;Verblijfsobject gevormd;;Pand gesloopt\n"
        "Dam;6;;;Z;Niet gerealiseerd verblijfsobject;;\n",
    )
    read = folder.read(path)
    assert [number for (number,) in read.staged("house_number")] == [1, 4]
    assert (read.rows, read.remarks, read.rejected()) == (6, {"historic": 4}, [])


@pytest.mark.parametrize("ending, pack", [("csv.zst", zstd), ("csv.gz", gzipped)])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_a_packed_register_in_any_encoding(folder: Folder, ending: str, pack, encoding: str) -> None:  # type: ignore[no-untyped-def]
    text = f"{HEAD}\n\nCafé;1;;;Z\n".encode(encoding)
    read = folder.read(folder.put(f"adressen_{DAY}.{ending}", pack(text)))
    assert read.staged("row_no, street, house_number") == [(3, "Café", 1)]


def test_a_large_register_that_breaks_a_line_in_a_cell_is_read_all_the_same(folder: Folder) -> None:
    lines = [f"Dam;{number};;;Z" for number in range(1, 80_001)]
    lines[10] = '"Dam\nzijde";11;;;Z'
    path = folder.put(f"adressen_{DAY}.csv", "\n".join([HEAD, *lines, "", "Bron: gemeente"]))
    assert path.stat().st_size > 1 << 20
    read = folder.read(path)
    assert (read.rows, read.remarks) == (80_000, {"below_table": 1})
    assert read.con.execute("select max(row_no), count(*) from staged_addresses").fetchall() == [
        (80_002, 80_000)
    ]


def test_a_quotation_mark_that_swallows_a_large_register(folder: Folder) -> None:
    lines = [f"Dam;{number};;;Z" for number in range(1, 80_001)]
    lines[50_000] = 'Dam;"50001;;;Z'
    path = folder.put(f"adressen_{DAY}.csv", "\n".join([HEAD, *lines]))
    assert folder.refusal(path) == (
        f"municipal/adressen_{DAY}.csv, row 50002: found a quotation mark that is not closed in its cell, expected "
        "two of them around a cell, or none. Correct the file and hand it in again."
    )


@pytest.mark.parametrize("ending, pack", [("csv.zst", zstd), ("csv.gz", gzipped)])
@pytest.mark.parametrize("spoil", [lambda packed: packed[: len(packed) // 2], lambda packed: b"no" + packed])
def test_a_packed_file_that_breaks_off_or_is_none(folder: Folder, ending: str, pack, spoil) -> None:  # type: ignore[no-untyped-def]
    text = HEAD + "".join(f"\nDam;{number};;1012JS;Z" for number in range(1, 5000))
    words = folder.refusal(folder.put(f"adressen_{DAY}.{ending}", spoil(pack(text.encode()))))
    assert words.startswith(
        f"municipal/adressen_{DAY}.{ending}: found a packed file that cannot be unpacked ("
    )
    assert words.endswith(
        "expected a whole file, packed as its ending says. Correct the file and hand it in again."
    )


@pytest.mark.parametrize(
    "name",
    [
        "adressen  noord_2026-11-20.csv",
        "adressen 's-Gravenland [1] (kopie)_2026-11-20 .csv",
        "adressen_2026-11-20.CSV",
    ],
)
def test_file_names_with_blanks_apostrophes_and_brackets(folder: Folder, name: str) -> None:
    small = folder.read(folder.put(name, f"{HEAD}\nDam;1;;;Z\n"))
    assert small.staged("street") == [("Dam",)]
    packed = folder.read(folder.put(f"{name[:-4]}.csv.zst", zstd(f"{HEAD}\nDam;2;;;Z\n".encode())))
    assert packed.staged("house_number") == [(2,)]


def test_what_archivers_and_macs_leave_behind_is_no_delivery(folder: Folder) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"{HEAD}\nDam;1;;;Z\n")
    folder.put(".DS_Store", b"\0\0")
    folder.put("._adressen_2026-11-20.csv", b"\0\0")
    assert folder.delivered(path).name == f"municipal/adressen_{DAY}.csv"


def test_a_table_under_another_name_is_told_what_it_is(folder: Folder) -> None:
    path = folder.put("export.csv", f"{HEAD}\nDam;1;;;Z\n")
    assert folder.refusal(path) == (
        "municipal/export.csv, file name: found no kind, and headings of adressen, expected a name such as "
        "adressen_2026-11-20.csv. Rename it, or name its kind in deliveries.toml beside it."
    )
