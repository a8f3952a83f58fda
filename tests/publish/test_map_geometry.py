"""What the map draws is coarse and small, yet neighbours keep one border and every name lies in its area."""

import json
from collections.abc import Iterator

import duckdb
import numpy as np
import pandas as pd
import pytest
import shapely

from energiekop.publish.map_geometry import map_files


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two wijken of one stadsdeel; buurt A and B lie in the first, C in the second and in a gebied."""
    with duckdb.connect() as con:
        con.execute(
            """
            create table buurt as select * from (values
                ('A', 'Anjer', 'W1', 'S'), ('B', 'Berk', 'W1', 'S'), ('C', 'Ceder', 'W2', 'S')
            ) as row(buurt_code, buurt_name, wijk_code, stadsdeel_code);
            create table wijk as select * from (values ('W1', 'West', 'S'), ('W2', 'Oost', 'S'))
                as row(wijk_code, wijk_name, stadsdeel_code);
            create table stadsdeel as select 'S' as stadsdeel_code, 'Noord' as stadsdeel_name;
            create table gebied as select 'G' as gebied_code, 'Kade' as gebied_name;
            create table gebied_buurt as select 'G' as gebied_code, 'C' as buurt_code;
            create table street as select * from (values
                ('s1', 'Lindestraat', 'A', 'W1', 'S'), ('s2', 'Kerkpad', 'C', 'W2', 'S'),
                ('s3', 'Nergensweg', null, null, null)
            ) as row(street_id, street_name, buurt_code, wijk_code, stadsdeel_code);
            """
        )
        yield con


def side_by_side(*codes: str) -> dict[str, shapely.Geometry]:
    """Areas of a hundredth of a degree with crooked borders of a hundred points between them."""
    draw = np.random.default_rng(1)
    up = np.linspace(52.30, 52.31, 100)
    borders = [
        np.column_stack([4.90 + 0.01 * n + draw.normal(0, 5e-6, 100), up]) for n in range(len(codes) + 1)
    ]
    pairs = zip(codes, borders[:-1], borders[1:], strict=True)
    return {code: shapely.Polygon([*left, *right[::-1]]) for code, left, right in pairs}


def line(east: float) -> shapely.Geometry:
    return shapely.LineString([(east, 52.301), (east, 52.309)])


def read(files: dict[str, bytes]) -> dict[str, dict[str, dict]]:
    """Per file and code the feature."""
    return {
        name: {feature["properties"]["code"]: feature for feature in json.loads(content)["features"]}
        for name, content in files.items()
    }


@pytest.fixture
def drawn(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, dict]]:
    areas = side_by_side("A", "B", "C")
    streets = {"s1": line(4.905), "s2": line(4.925), "s3": line(5)}
    return read(map_files(con, {"buurt": areas, "gebied": {"G": areas["C"]}, "street": streets}))


def shape(feature: dict) -> shapely.Geometry:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def test_each_place_says_its_name_and_the_areas_around_it_the_nearest_first(drawn):
    said = {code: feature["properties"] for code, feature in drawn["buurt"].items()}
    assert [(code, one["name"], one["in"]) for code, one in said.items()] == [
        ("A", "Anjer", ["W1", "S"]),
        ("B", "Berk", ["W1", "S"]),
        ("C", "Ceder", ["W2", "S", "G"]),
    ]
    assert drawn["gebied"]["G"]["properties"]["name"] == "Kade"


def test_streets_come_per_wijk_and_one_outside_every_area_is_left_out(drawn):
    assert {name: list(streets) for name, streets in drawn.items() if name.startswith("street")} == {
        "street:W1": ["s1"],
        "street:W2": ["s2"],
    }
    assert drawn["street:W2"]["s2"]["properties"]["in"] == ["C", "W2", "S", "G"]


def test_neighbours_are_straightened_and_keep_one_border(drawn):
    shapes = [shape(feature) for feature in drawn["buurt"].values()]
    assert all(shapely.get_num_coordinates(one) < 100 for one in shapes)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(0.03 * 0.01, rel=0.01)


def test_a_name_stands_inside_its_area_and_half_way_its_street(drawn):
    for feature in drawn["buurt"].values():
        assert shape(feature).contains(shapely.Point(feature["properties"]["at"]))
    assert drawn["street:W1"]["s1"]["properties"]["at"] == [4.905, 52.305]


def test_an_area_as_small_as_a_house_does_not_vanish(con: duckdb.DuckDBPyConnection):
    areas = {"A": shapely.box(4.9, 52.3, 4.90001, 52.30001), "B": shapely.box(4.95, 52.3, 4.96, 52.31)}
    drawn = read(map_files(con, {"buurt": areas}))
    assert shape(drawn["buurt"]["A"]).area > 0


def test_coordinates_have_five_decimals(drawn):
    texts = json.dumps([feature["geometry"] for file in drawn.values() for feature in file.values()])
    assert all(
        len(number.split(".")[-1]) <= 5
        for number in texts.replace("]", " ").replace(",", " ").split()
        if "." in number
    )


def test_five_hundred_buurten_of_fifty_points_stay_within_a_megabyte():
    draw = np.random.default_rng(2)
    around = np.linspace(0, 2 * np.pi, 50, endpoint=False)
    codes = [f"BU0363{n:04}" for n in range(518)]
    areas = {}
    for n, code in enumerate(codes):
        far = 0.004 + draw.normal(0, 2e-4, 50)
        at = (4.7 + 0.012 * (n % 23), 52.3 + 0.012 * (n // 23))
        areas[code] = shapely.Polygon(
            np.column_stack([at[0] + far * np.cos(around), at[1] + far * np.sin(around)])
        )
    with duckdb.connect() as con:
        buurten = pd.DataFrame({"buurt_code": codes, "wijk_code": "W", "stadsdeel_code": "S"})
        buurten["buurt_name"] = "Transvaalbuurt-Noordoost"
        con.execute("create table buurt as select * from buurten")
        con.execute("create table gebied_buurt (gebied_code varchar, buurt_code varchar)")
        con.execute(
            "create table street (street_id varchar, street_name varchar, buurt_code varchar, wijk_code varchar, stadsdeel_code varchar)"
        )
        files = map_files(con, {"buurt": areas})
    assert len(files["buurt"]) < 700_000
