"""The sheets of a snapshot: which files are drawn, and which places lie in an area."""

import json
from pathlib import Path

import pytest

from energiekop.maps import sheet


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """One wijk W with buurten A and B; streets of W, and of V elsewhere."""
    (tmp_path / "geo").mkdir()
    write(tmp_path, "buurten", [("A", "Anjer", ["W", "S"]), ("B", "Berk", ["W", "S"])])
    write(tmp_path, "streets-W", [("s1", "Lindestraat", ["A", "W", "S"])])
    write(tmp_path, "streets-V", [("s2", "Kerkpad", ["C", "V", "S"])])
    return tmp_path


def write(store: Path, name: str, places: list[tuple[str, str, list[str]]]) -> None:
    features = [{"properties": {"code": code, "name": named, "in": around}} for code, named, around in places]
    (store / "geo" / f"{name}.geojson").write_text(json.dumps({"features": features}))


META = {
    "map_buurt": "buurten.geojson",
    "map_street:W": "streets-W.geojson",
    "map_street:V": "streets-V.geojson",
}


def test_areas_lie_in_one_file_in_its_order(store: Path):
    buurten = sheet(store, META, "buurt", ["A", "B"])
    assert buurten.files == ("buurten.geojson",)
    assert [place.name for place in buurten.places] == ["Anjer", "Berk"]
    assert buurten.inside(None) == buurten.inside("S") == [True, True]
    assert buurten.inside("A") == [True, False]


def test_only_the_streets_files_of_the_area_are_drawn(store: Path):
    assert sheet(store, META, "street", ["s1", "s2"], area="A").files == ("streets-W.geojson",)
    assert sheet(store, META, "street", ["s1", "s2"], area="s2").files == ("streets-V.geojson",)
    assert sheet(store, META, "street", ["s1", "s2"], area="S").files == (
        "streets-V.geojson",
        "streets-W.geojson",
    )


def test_a_place_without_dwellings_lies_in_no_area(store: Path):
    assert sheet(store, META, "buurt", ["B"]).inside(None) == [False, True]


def test_a_snapshot_without_geometry_draws_nothing(store: Path):
    assert sheet(store, {}, "wijk", []).files == ()


def test_a_snapshot_from_before_the_map_draws_its_exact_shapes(store: Path):
    (store / "geo" / "exact.geojson").write_text('{"features": [{"properties": {"code": "A"}}]}')
    [place] = sheet(store, {"geo_buurt": "exact.geojson"}, "buurt", ["A"]).places
    assert (place.code, place.name, place.around) == ("A", "A", ())
