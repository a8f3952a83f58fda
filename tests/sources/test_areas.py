"""Buurten as CBS and the city hand them over, in each edition's own words; read, or turned away by reason."""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from energiekop.sources import FileRefused, find
from energiekop.sources.areas import Buurten, name_frames, read_buurten
from tests.sources.municipal_folder import DAY, Folder
from tests.town import Town


def square(column: int, row: int = 0, size: int = 300) -> shapely.Geometry:
    x, y = 121_000 + 300 * column, 487_000 + 300 * row
    return shapely.box(x, y, x + size, y + size)


def drawn(rows: dict[str, list[object]], shapes: list[shapely.Geometry] | None = None) -> gpd.GeoDataFrame:
    many = len(next(iter(rows.values())))
    return gpd.GeoDataFrame(
        pd.DataFrame(rows), geometry=shapes or [square(n) for n in range(many)], crs=28992
    )


CBS_2024 = {
    "buurtcode": ["BU0363AA01", "BU0363AA02"], "buurtnaam": ["Kop Zeedijk", "Oude Kerk"],
    "wijkcode": ["WK0363AA"] * 2, "gemeentecode": ["GM0363"] * 2, "gemeentenaam": ["Amsterdam"] * 2,
    "water": ["NEE", "NEE"], "aantal_inwoners": [1105, -99997],
}  # fmt: skip
CBS_2020 = {
    "BU_CODE": ["BU03630001", "BU03630002"], "BU_NAAM": ["Kop Zeedijk", "Oude Kerk"], "WK_CODE": ["WK036300"] * 2,
    "GM_CODE": ["GM0363"] * 2, "GM_NAAM": ["Amsterdam"] * 2, "H2O": ["NEE", "NEE"], "AANT_INW": [-99999999, 5],
}  # fmt: skip
CBS_2013 = {
    "BU_CODE": ["BU03630001", "BU03630002"], "BU_NAAM": ["Kop Zeedijk", "Oude Kerk"], "WATER": ["NEE", "NEE"],
    "OAD": [-99995, 1],
}  # fmt: skip
STATISTICS = {"statcode": ["BU0363AA01", "BU0363AA02"], "statnaam": ["Kop Zeedijk", "Oude Kerk"]}
THE_CITY = {
    "identificatie": ["03630980000001", "03630980000002"], "naam": ["Kop Zeedijk", "Oude Kerk"],
    "code": ["AA01", "AA02"], "cbsCode": ["BU0363AA01", "BU0363AA02"], "eindGeldigheid": [None, None],
}  # fmt: skip
THE_CITY_WITHOUT_CBS = {name: THE_CITY[name] for name in ("identificatie", "naam", "code")}


def put(folder: Folder, name: str, table: gpd.GeoDataFrame, **options: object) -> Path:
    path = folder.put(name, b"")
    path.unlink()
    table.to_file(path, **options)
    return path


def read(folder: Folder, path: Path) -> Buurten:
    return read_buurten(folder.delivered(path))


def refusal(folder: Folder, path: Path) -> str:
    with pytest.raises(FileRefused) as refused:
        read(folder, path)
    return str(refused.value)


@pytest.mark.filterwarnings("ignore:Column names longer", "ignore:Normalized/laundered")
@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp.zip"])
@pytest.mark.parametrize(
    "edition", [CBS_2024, CBS_2020, CBS_2013, STATISTICS, THE_CITY, THE_CITY_WITHOUT_CBS],
    ids=["CBS 2024", "CBS 2020", "CBS 2013", "CBS statistics", "the city", "the city's own codes"],
)  # fmt: skip
def test_every_edition_in_every_format(folder: Folder, edition: dict[str, list[object]], ending: str) -> None:
    path = put(folder, f"buurten_{DAY}.{ending}", drawn(edition))
    found = read(folder, path)
    codes = ["BU03630001", "BU03630002"] if "BU_CODE" in edition else ["BU0363AA01", "BU0363AA02"]
    assert list(found.buurten["buurt_code"]) == codes
    assert list(found.buurten["buurt_name"]) == ["Kop Zeedijk", "Oude Kerk"]
    assert set(found.buurten["wijk_code"]) == {"WK" + codes[0][2:8]}
    assert found.buurten.crs.to_epsg() == 4326
    back = found.buurten.to_crs(28992).geometry
    assert [
        shape.intersection(square(n)).area / square(n).area for n, shape in enumerate(back)
    ] == pytest.approx([1, 1], abs=1e-3)
    assert found.rows == 2 and not any(found.remarks.values())


def test_the_layer_of_buurten_is_taken_from_a_file_of_three(folder: Folder) -> None:
    name = f"buurten_{DAY}.gpkg"
    towns = drawn({"gemeentecode": ["GM0363"], "gemeentenaam": ["Amsterdam"]}, [square(0, size=900)])
    path = put(folder, name, towns, layer="gemeenten")
    drawn({"wijkcode": ["WK0363AA"], "wijknaam": ["Burgwallen"], "gemeentecode": ["GM0363"]}).to_file(
        path, layer="wijken", mode="a"
    )
    drawn(CBS_2024).to_file(path, layer="buurten", mode="a")
    found = read(folder, path)
    assert list(found.buurten["buurt_code"]) == ["BU0363AA01", "BU0363AA02"]
    assert found.recognised == "CBS wijken en buurten, GeoPackage, layer buurten, codes in buurtcode"
    assert found.wijken == {"WK0363AA": "Burgwallen"}


def test_layers_with_the_same_columns_are_told_apart_by_their_name(folder: Folder) -> None:
    name = f"buurten_{DAY}.gpkg"
    path = put(folder, name, drawn({"statcode": ["AR01"], "statnaam": ["Noord"]}), layer="arrondissementen")
    drawn(STATISTICS).to_file(path, layer="cbs_buurten_2024", mode="a")
    assert list(read(folder, path).buurten["buurt_code"]) == ["BU0363AA01", "BU0363AA02"]


def test_of_a_national_file_the_municipalities_with_a_dwelling_are_kept(town: Town) -> None:
    codes = ["BU0363AA01", "BU0363AA02", "BU0364AA01"]
    path = town.text(f"municipal/buurten_{DAY}.gpkg", "")
    path.unlink()
    drawn({"buurtcode": codes, "buurtnaam": ["A", "B", "C"]}).to_file(path)
    town.text(
        "municipal/adressen-extra_2025-01-01.csv",
        "straat;huisnummer;woonplaats;x;y\nDijk;1;Demostad;121100;487100\n",
    )
    town.build()
    assert town.query("select buurt_code from buurt where origin = 'register' order by buurt_code") == [
        {"buurt_code": "BU0363AA01"}, {"buurt_code": "BU0363AA02"},
    ]  # fmt: skip


def test_municipality_wijk_and_buurt_in_one_table_are_not_counted_thrice(folder: Folder) -> None:
    codes = ["GM0363    ", "WK0363AA  ", "BU0363AA01", " BU0363AA02"]
    names = ["Amsterdam", "Burgwallen", "Kop Zeedijk  ", "-99997"]
    shapes = [square(0, size=900), square(0, size=600), square(0), square(1)]
    found = read(
        folder, put(folder, f"buurten_{DAY}.gpkg", drawn({"gwb_code": codes, "regio": names}, shapes))
    )
    assert list(found.buurten["buurt_code"]) == ["BU0363AA01", "BU0363AA02"]
    assert list(found.buurten["buurt_name"]) == ["Kop Zeedijk", "BU0363AA02"]  # a missing name is no number
    assert (found.rows, found.remarks["other_areas"]) == (4, 2)
    assert found.wijken == {"WK0363AA": "Burgwallen"}


def test_a_wijk_is_called_as_areas_toml_says_else_as_the_file_of_areas_does() -> None:
    told = name_frames({"wijk": {"WK0363AA": {"name": "Wallen"}}}, {"WK0363AA": "Burgwallen", "WK0363AB": "Grachten"})
    assert told["wijk_name"].to_dict("list") == {
        "wijk_code": ["WK0363AA", "WK0363AB"], "wijk_name": ["Wallen", "Grachten"],
    }  # fmt: skip


def test_water_belongs_to_its_buurt_and_what_is_only_water_or_abroad_to_none(folder: Folder) -> None:
    table = drawn({
        "buurtcode": ["BU0363AA01", "BU0363AA01", "BU0363AA02", "BU0363AA03", "BU09980000", "BU0363AA04"],
        "buurtnaam": ["Land", "Land", "Oude Kerk", "Het IJ", "Buitenland", "Overkant"],
        "water": ["JA", "NEE", "NEE", "JA", "NEE", "B"],
    })  # fmt: skip
    found = read(folder, put(folder, f"buurten_{DAY}.gpkg", table))
    assert list(found.buurten["buurt_code"]) == ["BU0363AA01", "BU0363AA02"]
    areas = found.buurten.to_crs(28992).area
    assert list(areas) == pytest.approx([2 * 90_000, 90_000], rel=1e-3)
    assert found.rows == 6
    assert {what: n for what, n in found.remarks.items() if n} == {
        "merged_parts": 1, "water_only": 1, "abroad": 2,
    }  # fmt: skip


def test_a_buurt_that_was_replaced_is_history(folder: Folder) -> None:
    table = drawn(THE_CITY | {"eindGeldigheid": ["2022-03-24T00:00:00", "2027-01-01"]})
    found = read(folder, put(folder, f"buurten_{DAY}.geojson", table))
    assert list(found.buurten["buurt_code"]) == ["BU0363AA02"]
    assert found.remarks["historic"] == 1


def test_codes_that_lost_their_letters_or_their_zero(folder: Folder) -> None:
    table = drawn({"BU_CODE": ["03630001", "3630002"], "BU_NAAM": ["A", "B"]})
    found = read(folder, put(folder, f"buurten_{DAY}.gpkg", table))
    assert list(found.buurten["buurt_code"]) == ["BU03630001", "BU03630002"]


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("swap", [False, True])
@pytest.mark.parametrize("said", [None, 4326, 28992])
@pytest.mark.parametrize("measured", [4326, 28992])
def test_where_areas_lie_is_read_from_the_numbers_when_the_file_is_wrong(
    folder: Folder, measured: int, said: int | None, swap: bool
) -> None:
    table = drawn(CBS_2024).to_crs(measured)
    if swap:
        table = table.set_geometry(shapely.transform(table.geometry, lambda points: points[:, ::-1]))
    table = table.set_crs(said, allow_override=True)
    path = folder.put(f"buurten_{DAY}.gpkg", b"")
    path.unlink()
    pyogrio.write_dataframe(table, path)
    box = read(folder, path).buurten.to_crs(28992).total_bounds
    assert list(box) == pytest.approx([121_000, 487_000, 121_600, 487_300], abs=1)


def test_outlines_as_text(folder: Folder) -> None:
    lines = [f"{code};{name};SRID=28992;{square(n).wkt}" for n, (code, name) in enumerate(
        [("BU0363AA01", "Kop Zeedijk"), ("BU0363AA02", "Oude Kerk")])]  # fmt: skip
    quoted = [";".join([*line.split(";", 2)[:2], f'"{line.split(";", 2)[2]}"']) for line in lines]
    found = read(folder, folder.put(f"buurten_{DAY}.csv", "cbsCode;naam;geometrie\n" + "\n".join(quoted)))
    assert list(found.buurten["buurt_name"]) == ["Kop Zeedijk", "Oude Kerk"]
    assert list(found.buurten.to_crs(28992).area) == pytest.approx([90_000, 90_000], rel=1e-3)


def test_a_text_that_is_no_outline_is_turned_away_by_its_row(folder: Folder) -> None:
    path = folder.put(f"buurten_{DAY}.csv", "cbsCode,naam,geometrie\nBU0363AA01,A,SRID=28992;POLYGON((1 2\n")
    assert refusal(folder, path) == (
        f"municipal/buurten_{DAY}.csv, row 2, column geometrie: found “SRID=28992;POLYGON((1 2”, expected an outline "
        "such as SRID=28992;POLYGON((...)). Correct the file and hand it in again."
    )


@pytest.mark.parametrize("text", ["", "cbsCode;naam;geometrie\na;b;c\na;b;c;d\n"])
def test_what_is_no_table_under_the_name_of_one_is_turned_away(folder: Folder, text: str) -> None:
    assert refusal(folder, folder.put(f"buurten_{DAY}.csv", text)) == (
        f"municipal/buurten_{DAY}.csv: found lines with more cells than there are headings, or none at all, expected "
        "a code, a name and an outline such as SRID=28992;POLYGON((...)). Correct the file and hand it in again."
    )


def test_a_shapefile_in_its_parts(folder: Folder) -> None:
    path = put(folder, f"buurten_{DAY}.shp", drawn(CBS_2020))
    assert list(read(folder, path).buurten["buurt_code"]) == ["BU03630001", "BU03630002"]
    _, refused = find(folder.data)
    assert not [problem for problem in refused if "buurten" in str(problem.path)]
    path.with_suffix(".dbf").unlink()
    assert refusal(folder, path) == (
        f"municipal/buurten_{DAY}.shp: found a shapefile without its .dbf, expected the .dbf beside it: without it no "
        "area has a code or a name. Hand in all its files, best as one zip."
    )


def test_a_zip_as_cbs_hands_it_over(folder: Folder, tmp_path: Path) -> None:
    for name, table in (
        ("gemeente_2020", {"GM_CODE": ["GM0363"], "GM_NAAM": ["A"]}),
        ("buurt_2020", CBS_2020),
    ):
        drawn(table).to_file(tmp_path / f"{name}.shp")
    inner = tmp_path / "shp.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        for part in sorted(tmp_path.glob("*_2020.*")):
            archive.write(part, f"WijkBuurtkaart/SHP/{part.name}")
    path = folder.put(f"buurten_{DAY}.zip", b"")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/._shp.zip", "x")
        archive.writestr(".DS_Store", "x")
        archive.writestr("toelichting.pdf", "x")
        archive.write(inner, "shp.zip")
    found = read(folder, path)
    assert list(found.buurten["buurt_code"]) == ["BU03630001", "BU03630002"]
    assert found.recognised == "CBS wijken en buurten, shapefile, layer buurt_2020, codes in BU_CODE"


def test_a_shapefile_in_a_zip_without_its_dbf(folder: Folder, tmp_path: Path) -> None:
    drawn(CBS_2020).to_file(tmp_path / "buurt.shp")
    path = folder.put(f"buurten_{DAY}.zip", b"")
    with zipfile.ZipFile(path, "w") as archive:
        for ending in (".shp", ".shx", ".prj"):
            archive.write(tmp_path / f"buurt{ending}", f"buurt{ending}")
    assert refusal(folder, path).startswith(
        f"municipal/buurten_{DAY}.zip, buurt.shp: found a shapefile without its .dbf, expected the .dbf beside it"
    )


@pytest.mark.parametrize(
    "rows, reason",
    [
        ({"OBJECTID": [1], "STATUS": ["x"]},
         ": found the properties OBJECTID, STATUS, expected cbsCode and naam, or buurtcode and buurtnaam."),
        ({"buurtcode": ["Centrum"], "buurtnaam": ["Centrum"]},
         ", feature 1, property buurtcode: found “CENTRUM”, expected a buurt code such as BU0363AA01."),
        ({"gwb_code": ["GM0363"], "regio": ["Amsterdam"]},
         ": found no buurt, only larger areas or water, expected GeoPackage, GeoJSON or a shapefile with buurten."),
    ],
)  # fmt: skip
def test_areas_that_are_no_buurten(folder: Folder, rows: dict[str, list[object]], reason: str) -> None:
    path = put(folder, f"buurten_{DAY}.geojson", drawn(rows))
    assert (
        refusal(folder, path)
        == f"municipal/buurten_{DAY}.geojson{reason} Correct the file and hand it in again."
    )


def test_areas_outside_the_country(folder: Folder) -> None:
    shape = {"type": "Polygon", "coordinates": [[[100, 10], [101, 10], [101, 11], [100, 10]]]}
    feature = {"type": "Feature", "properties": {"cbsCode": "BU0363AA01", "naam": "A"}, "geometry": shape}
    path = folder.put(
        f"buurten_{DAY}.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]})
    )
    assert "found outlines between 100, 10 and 101, 11, expected areas in the Netherlands" in refusal(
        folder, path
    )
