"""The map's own files stand in the package, and their names change with their content."""

import hashlib

from energiekop import maps


def test_every_address_is_one_of_the_assets():
    assert {f"assets/{name}" for name in maps.ASSETS} == set(maps.ADDRESSES.values())


def test_a_name_carries_the_hash_of_its_content():
    for name, file in maps.ASSETS.items():
        assert hashlib.sha256(file.read_bytes()).hexdigest().startswith(name.split(".")[-2])


def test_the_licence_and_version_of_the_library_stand_beside_it():
    folder = maps.ASSETS[maps.ADDRESSES["library"].removeprefix("assets/")].parent
    assert "MapLibre contributors" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    version = (folder / "README.md").read_text(encoding="utf-8").split("\n")[0].split()[-1]
    assert (
        f"maplibre-gl-js/blob/v{version}/" in (folder / "maplibre-gl.mjs").read_text(encoding="utf-8")[:300]
    )


def test_nothing_of_the_library_asks_an_outside_host_by_itself():
    style = maps.ASSETS[maps.ADDRESSES["library_style"].removeprefix("assets/")].read_text(encoding="utf-8")
    assert "url(http" not in style.replace("'", "").replace('"', "")
