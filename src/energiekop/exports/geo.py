"""A table with the shapes of its rows: GeoJSON in degrees, GeoPackage in metres of the Dutch grid."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from energiekop.catalogue import GRAINS
from energiekop.exports.cells import as_records
from energiekop.exports.errors import CannotWrite
from energiekop.figures import About, Shapes

if TYPE_CHECKING:
    import shapely

_DEGREES = 4326
_METRES = 28992


def write_geojson(frame: pd.DataFrame, path: Path, *, about: About, shapes: Shapes) -> None:
    """One feature per row; the member `about` stands beside the features, as RFC 7946 allows."""
    import shapely

    drawn = _shapes_of_rows(frame, about, shapes)
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
        }
        for properties, shape in zip(as_records(frame), drawn, strict=True)
    ]
    content = {
        "type": "FeatureCollection",
        "name": about.name,
        "about": about.as_dict(),
        "features": features,
    }
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def write_gpkg(frame: pd.DataFrame, path: Path, *, about: About, shapes: Shapes) -> None:
    """One layer, named after the figure, with `about` as its metadata."""
    import geopandas as gpd
    import pyogrio

    layer = gpd.GeoDataFrame(frame, geometry=_shapes_of_rows(frame, about, shapes), crs=_DEGREES)
    # GeoPackage keeps the moment it was written; the day of the data makes the same table the same file.
    moment = f"{about.reference_day.isoformat()}T00:00:00.000Z"
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": moment})
    try:
        pyogrio.write_dataframe(
            layer.to_crs(_METRES),
            path,
            layer=about.name,
            driver="GPKG",
            promote_to_multi=True,
            layer_metadata={"about": json.dumps(about.as_dict(), ensure_ascii=False)} | _texts(about),
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _texts(about: About) -> dict[str, str]:
    return {key: value for key, value in about.as_dict().items() if isinstance(value, str)}


def _shapes_of_rows(frame: pd.DataFrame, about: About, shapes: Shapes) -> "list[shapely.Geometry | None]":
    """The shape of each row's place, that of a group being all its members'; None where nothing is drawn."""
    import shapely

    drawn = _read(shapes.file)
    key = GRAINS[about.by].keys[0]
    of_code: dict[str, shapely.Geometry | None] = {}
    for code in frame[key].unique():
        parts = [drawn[member] for member in shapes.members.get(code, [code]) if member in drawn]
        of_code[code] = shapely.union_all(parts) if len(parts) > 1 else next(iter(parts), None)
    return [of_code[code] for code in frame[key]]


def _read(file: Path) -> "dict[str, shapely.Geometry]":
    import shapely

    try:
        collection: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotWrite(
            f"The shapes of this snapshot are gone: {file} is missing; build it again."
        ) from None
    features = collection["features"]
    drawn = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    return {str(feature["properties"]["code"]): shape for feature, shape in zip(features, drawn, strict=True)}
