"""Geometry files of a snapshot: public areas and street lines, each GeoJSON named by its bytes' hash."""

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import shapely

from energiekop.publish.map_geometry import map_files
from energiekop.publish.street_lines import street_lines

if TYPE_CHECKING:
    import geopandas as gpd

_ROUND = 1e-6  # degrees; about 0.1 metre, finer than any source here


def write_geometry(
    con: duckdb.DuckDBPyConnection, buurten: "gpd.GeoDataFrame | None", store: Path
) -> dict[str, str]:
    """Write STORE/geo/<sha256>.geojson for each kind of area; returns for meta to file name:

    `geo_<kind>`, the exact shapes that exports use, and `map_<kind>`, what the map draws of them.
    """
    folder = store / "geo"
    folder.mkdir(parents=True, exist_ok=True)
    shapes = _areas(con, buurten)
    shapes["street"] = street_lines(con)
    exact = {f"geo_{kind}": _write(folder, _collection(codes)) for kind, codes in shapes.items() if codes}
    return exact | {
        f"map_{kind}": _write(folder, content) for kind, content in map_files(con, shapes).items()
    }


def _areas(
    con: duckdb.DuckDBPyConnection, buurten: "gpd.GeoDataFrame | None"
) -> dict[str, dict[str, shapely.Geometry]]:
    places = con.execute(
        """select buurt_place.*, gebied_buurt.gebied_code from buurt_place
        left join gebied_buurt on gebied_buurt.buurt_code = buurt_place.buurt_code order by buurt_code"""
    ).df()
    shape = {} if buurten is None else dict(zip(buurten["buurt_code"], buurten.geometry, strict=True))
    shape |= _postcode_hulls(con)
    shape = {code: shapely.set_precision(geometry, _ROUND) for code, geometry in shape.items()}
    areas = {"buurt": {code: shape[code] for code in places["buurt_code"] if code in shape}}
    for kind in ("wijk", "gebied", "stadsdeel"):
        grouped = places[places["buurt_code"].isin(set(shape))].dropna(subset=[f"{kind}_code"])
        areas[kind] = {
            str(code): shapely.union_all([shape[buurt] for buurt in members])
            for code, members in grouped.groupby(f"{kind}_code")["buurt_code"]
        }
    return areas


def _postcode_hulls(con: duckdb.DuckDBPyConnection) -> dict[str, shapely.Geometry]:
    """An area of a postcode has no border of its own: the hull of its addresses stands in."""
    points = con.execute(
        """select dwelling_buurt.buurt_code, lon, lat from dwelling_buurt
        join buurt_place on buurt_place.buurt_code = dwelling_buurt.buurt_code
        where origin = 'postcode' and lon is not null"""
    ).df()
    return {
        str(code): shapely.buffer(shapely.MultiPoint(at[["lon", "lat"]].to_numpy()).convex_hull, 0.0002)
        for code, at in points.groupby("buurt_code")
    }


def _collection(codes: dict[str, shapely.Geometry]) -> bytes:
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": json.loads(shapely.to_geojson(geometry)),
        }
        for code, geometry in sorted(codes.items())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _write(folder: Path, content: bytes) -> str:
    name = f"{hashlib.sha256(content).hexdigest()}.geojson"
    if not (folder / name).is_file():
        waiting = folder / f".{name}-{os.getpid()}"
        waiting.write_bytes(content)
        waiting.replace(folder / name)
    return name
