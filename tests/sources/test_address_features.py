"""Addresses as features: GeoPackage, GeoJSON and Parquet, in metres or degrees, and what their points say."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from energiekop.warehouse.register import build_register
from energiekop.warehouse.settling import start
from tests.sources.municipal_folder import DAY, Folder, Read

DAM = {"x, y": (121394.0, 487383.0), "lon, lat": (4.893718, 52.373293)}  # the same point twice
CLOSE = {"x, y": 0.01, "lon, lat": 1e-6}
PDOK = {
    "identificatie": ["0363010000000001", "0363010000000002"],
    "oppervlakte": [70, 55],
    "status": ["Verblijfsobject in gebruik", "Verblijfsobject ingetrokken"],
    "gebruiksdoel": ["woonfunctie,kantoorfunctie", "winkelfunctie"],
    "openbare_ruimte_naam": ["Dam", "Dam"],
    "huisnummer": [1, 2],
    "huisletter": [None, None],
    "toevoeging": ["H", None],
    "postcode": ["1012JS", "1012JS"],
    "woonplaats_naam": ["Amsterdam", "Amsterdam"],
    "bouwjaar": [1665, 1700],
    "pand_identificatie": ["0363100012345678", "0363100012345679"],
}


def features(columns: dict[str, list[object]] | None = None, crs: int | None = 28992) -> gpd.GeoDataFrame:
    table = pd.DataFrame(columns or PDOK)
    x, y = DAM["x, y"]
    points = shapely.points([x + n for n in range(len(table))], [y] * len(table))
    placed = gpd.GeoDataFrame(table, geometry=points, crs=28992)
    return placed.to_crs(crs) if crs else placed.set_crs(None, allow_override=True)


def written(folder: Folder, name: str, table: gpd.GeoDataFrame, **options: object) -> Path:
    path = folder.put(name, b"")
    path.unlink()
    if path.suffix == ".parquet":
        table.to_parquet(path)
    else:
        table.to_file(path, **options)
    return path


def addresses(read: Read) -> list[tuple[object, ...]]:
    """Number, and the point in metres and in degrees (rounded), of the register that is built of it."""
    start(read.con)
    build_register(read.con)
    return read.con.execute(
        """select house_number, round(x)::integer, round(y)::integer, round(lon, 3), round(lat, 3)
        from main_address order by house_number"""
    ).fetchall()


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "parquet"])
@pytest.mark.parametrize("crs, coordinates", [(28992, "x, y"), (4326, "lon, lat"), (7415, "x, y")])
def test_every_format_says_the_same_in_metres_and_in_degrees(
    folder: Folder, ending: str, crs: int, coordinates: str
) -> None:
    read = folder.read(written(folder, f"adressen_{DAY}.{ending}", features(crs=crs)))
    assert read.recognised.startswith("BAG verblijfsobjecten (PDOK), ")
    assert (read.rows, read.remarks, read.rejected()) == (2, {"historic": 1}, [])
    assert read.staged(coordinates)[0] == pytest.approx(DAM[coordinates], abs=CLOSE[coordinates])
    assert read.staged("dwelling_no, street, house_number, addition, place, area_m2, building_no") == [
        ("0363010000000001", "Dam", 1, "H", "Amsterdam", 70, "0363100012345678")
    ]
    start(read.con)
    build_register(read.con)
    assert read.con.execute("select is_home, built_year from main_address").fetchall() == [(True, 1665)]


def test_house_boats_lie_in_a_layer_of_their_own(folder: Folder) -> None:
    name = f"adressen_{DAY}.gpkg"
    written(folder, name, features(), layer="verblijfsobject")
    boats = features({"identificatie": ["0363020000000009"], "status": ["Plaats aangewezen"],
                      "openbare_ruimte_naam": ["Amstel"], "huisnummer": [7], "woonplaats_naam": ["Amsterdam"]})  # fmt: skip
    boats["geometry"] = boats.buffer(10)
    path = folder.data / "municipal" / name
    boats.to_file(path, layer="ligplaats", mode="a")
    gpd.GeoDataFrame({"woonplaats": ["Amsterdam"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=28992).to_file(
        path, layer="woonplaats", mode="a"
    )
    read = folder.read(path)
    assert read.recognised.endswith("GeoPackage, layer verblijfsobject and ligplaats, Amersfoort / RD New")
    assert read.staged("row_no, street, house_number, object_type") == [
        (1, "Dam", 1, "verblijfsobject"), (3, "Amstel", 7, "ligplaats"),
    ]  # fmt: skip
    assert read.staged("x, y")[1] == pytest.approx(DAM["x, y"], abs=15)  # a corner of the berth


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_without_a_named_system_the_numbers_decide(folder: Folder) -> None:
    read = folder.read(written(folder, f"adressen_{DAY}.gpkg", features(crs=None)))
    assert read.recognised.endswith("no coordinate system named")
    assert addresses(read) == [(1, 121394, 487383, None, None)]


@pytest.mark.parametrize(
    "head, point, remark, found",
    [
        ("x;y", "121394;487383", None, (121394, 487383, None, None)),
        ("x;y", "487383;121394", "axes_swapped", (121394, 487383, None, None)),
        ("x;y", "4,8926;52,3731", "degrees_in_metres", (None, None, 4.893, 52.373)),
        ("x;y", "52,3731;4,8926", "degrees_in_metres", (None, None, 4.893, 52.373)),
        ("lat;lon", "52,3731;4,8926", None, (None, None, 4.893, 52.373)),
        ("lat;lon", "4,8926;52,3731", "axes_swapped", (None, None, 4.893, 52.373)),
        ("x;y", "0;0", "no_place", (None, None, None, None)),
        ("x;y", ";", None, (None, None, None, None)),
    ],
)
def test_swapped_axes_and_degrees_in_metre_columns_are_put_right_and_counted(
    folder: Folder, head: str, point: str, remark: str | None, found: tuple[float | None, ...]
) -> None:
    path = folder.put(f"adressen_{DAY}.csv", f"straat;huisnummer;woonplaats;{head}\nDam;1;Z;{point}\n")
    read = folder.read(path)
    assert addresses(read) == [(1, *found)]
    assert read.remarks == ({remark: 1} if remark else {})


def test_another_coordinate_system_is_turned_away(folder: Folder) -> None:
    path = written(folder, f"adressen_{DAY}.gpkg", features(crs=3857))
    assert folder.refusal(path) == (
        f"municipal/adressen_{DAY}.gpkg: found the coordinate system WGS 84 / Pseudo-Mercator, expected RD New "
        "(EPSG:28992) or WGS84 (EPSG:4326). Correct the file and hand it in again."
    )


def test_features_without_an_address_are_turned_away_by_their_layer(folder: Folder) -> None:
    table = features()[["identificatie", "status", "geometry"]]
    path = written(folder, f"adressen_{DAY}.gpkg", table, layer="pand")
    assert folder.refusal(path).startswith(
        f"municipal/adressen_{DAY}.gpkg, layer pand, row 1: found the headings identificatie, status, x, y, expected a "
        "column straat or straatnaam"
    )


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "parquet"])
def test_a_file_that_is_not_what_its_ending_says(folder: Folder, ending: str) -> None:
    words = folder.refusal(folder.put(f"adressen_{DAY}.{ending}", "straat;huisnummer\n"))
    assert words.startswith(f"municipal/adressen_{DAY}.{ending}: found ")
    assert words.endswith(
        "expected a GeoPackage, GeoJSON or Parquet file with addresses. Correct the file and hand it in again."
    )


def test_a_list_of_addresses_keeps_its_own_ids_apart_from_those_of_dwellings(folder: Folder) -> None:
    table = features({**PDOK, "identificatie": ["0363200000000001", "0363010000000002"], "status": ["", ""]})
    read = folder.read(written(folder, f"adressen_{DAY}.gpkg", table))
    start(read.con)
    build_register(read.con)
    found = read.con.execute(
        "select address_id, dwelling_id from main_address order by address_id"
    ).fetchall()
    assert found[0] == ("0363010000000002", "0363010000000002")
    assert found[1][0] == "0363200000000001" and found[1][1].startswith("x")  # an address names no dwelling


def test_a_shape_that_lacks_is_an_address_without_a_point(folder: Folder) -> None:
    table = features()
    table.loc[0, "geometry"] = None
    path = written(folder, f"adressen_{DAY}.gpkg", table)
    assert pyogrio.read_info(path)["features"] == 2
    assert folder.read(path).staged("house_number, x, y") == [(1, None, None)]
