"""A street's line follows its houses, also where both sides do not keep pace."""

import duckdb
import pandas as pd
import pytest
import shapely

from energiekop.publish.street_lines import street_lines

METRE = 1e-5  # degrees, near enough in both directions for a drawing


def lines_of(houses: list[tuple[int, float, float]]) -> shapely.Geometry:
    """The line of a street whose houses are number, metres east and metres north."""
    dwelling = pd.DataFrame(houses, columns=["house_number", "x", "y"])
    dwelling = dwelling.assign(
        street_id="s", in_register=True, lon=4.9 + dwelling.x * METRE, lat=52.3 + dwelling.y * METRE
    )
    with duckdb.connect() as con:
        con.execute("create table dwelling as select * from dwelling")
        return street_lines(con)["s"]


def metres(line: shapely.Geometry) -> list[tuple[int, int]]:
    return [
        (round((lon - 4.9) / METRE), round((lat - 52.3) / METRE))
        for lon, lat in shapely.get_coordinates(line)
    ]


def test_between_two_sides_lies_the_line():
    odd = [(number, 5.0 * number, 0.0) for number in range(1, 40, 2)]
    even = [(number, 5.0 * number - 5, 12.0) for number in range(2, 41, 2)]
    assert metres(lines_of(odd + even)) == [(5, 6), (195, 6)]


def test_a_side_that_goes_on_alone_is_followed_to_its_end():
    odd = [(number, 5.0 * number, 0.0) for number in range(1, 80, 2)]
    even = [(number, 200 + 5.0 * number, 12.0) for number in range(2, 40, 2)]  # across the last ones
    found = metres(lines_of(odd + even))
    assert found[0] == (5, 0) and found[-1] == (392, 6)
    assert [east for east, _ in found] == sorted(east for east, _ in found)  # never back on its way


def test_a_side_elsewhere_is_a_second_part():
    odd = [(number, 5.0 * number, 0.0) for number in range(1, 40, 2)]
    even = [(number, 5.0 * number, 300.0) for number in range(2, 30, 2)]
    line = lines_of(odd + even)
    assert line.geom_type == "MultiLineString"
    assert metres(line) == [(5, 0), (195, 0), (10, 300), (140, 300)]


@pytest.mark.parametrize(
    "houses", [[(7, 0.0, 0.0)], [(7, 0.0, 0.0), (8, 0.0, 0.0)], [(1, 0.0, 0.0), (3, 0.0, 0.0)]]
)
def test_a_street_on_one_spot_is_ten_metres_of_line(houses: list[tuple[int, float, float]]):
    line = lines_of(houses)
    assert line.geom_type == "LineString" and line.length == pytest.approx(14 * METRE, rel=0.1)
