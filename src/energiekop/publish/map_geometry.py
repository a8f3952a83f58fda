"""What the map draws: areas and streets with their names, coarse enough for a phone, beside the exact shapes.

One file per kind of area, and one of streets per wijk, so that nobody fetches the streets of the whole city.
Neighbouring areas are straightened together: their common border stays common.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import numpy as np
import shapely

_ON_THE_GROUND = 5e-5  # degrees; about 5 metres: what a border may move, less than a road is wide
_ROUND = 5  # decimals of a degree, about a metre

Shapes = Mapping[str, shapely.Geometry]


def map_files(con: duckdb.DuckDBPyConnection, shapes: Mapping[str, Shapes]) -> dict[str, bytes]:
    """The files by kind (`buurt`, `street:WK0363ZA`), from the exact shapes by kind and code.

    A feature's properties: code, name, `in` (codes of the areas around it) and `at` (where its name stands).
    """
    drawn: dict[str, Shapes] = {kind: _straightened(shapes[kind]) for kind in ("buurt",) if shapes.get(kind)}
    members = con.execute(
        """select buurt_code, wijk_code, stadsdeel_code, gebied_code
        from buurt left join gebied_buurt using (buurt_code) order by buurt_code"""
    ).df()
    members = members[members["buurt_code"].isin(set(drawn.get("buurt", ())))]
    for kind in ("wijk", "gebied", "stadsdeel"):
        if shapes.get(kind):
            drawn[kind] = {
                str(code): shapely.union_all([drawn["buurt"][buurt] for buurt in buurten])
                for code, buurten in members.groupby(f"{kind}_code")["buurt_code"]
            }
    named = {kind: _named(con, kind) for kind in (*drawn, "street")}
    files = {kind: _collection(drawn[kind], named[kind]) for kind in drawn}
    for wijk, lines in _by_wijk(shapes.get("street", {}), named["street"]).items():
        files[f"street:{wijk}"] = _collection(lines, named["street"])
    return files


def _straightened(shapes: Shapes) -> Shapes:
    """Coarser areas whose common borders stay common; an area that would vanish keeps its own shape."""
    exact = np.array(list(shapes.values()), dtype=object)
    coarse = shapely.coverage_simplify(exact, _ON_THE_GROUND)
    coarse = shapely.transform(coarse, lambda at: np.round(at, _ROUND))
    coarse = np.where(shapely.is_valid(coarse), coarse, shapely.make_valid(coarse))
    gone = shapely.is_empty(coarse) | (shapely.area(coarse) == 0)
    return dict(zip(shapes, np.where(gone, exact, coarse), strict=True))


def _named(con: duckdb.DuckDBPyConnection, kind: str) -> dict[str, tuple[str, list[str]]]:
    """Per code of a kind its name and the codes of the areas around it, the nearest first."""
    rows = con.execute(_PLACES[kind]).fetchall()
    return {code: (name, [area for area in around if area]) for code, name, *around in rows}


_PLACES = {
    "stadsdeel": "select stadsdeel_code, stadsdeel_name from stadsdeel",
    "gebied": "select gebied_code, gebied_name from gebied",
    "wijk": "select wijk_code, wijk_name, stadsdeel_code from wijk",
    "buurt": """select buurt_code, buurt_name, wijk_code, stadsdeel_code, gebied_code
        from buurt left join gebied_buurt using (buurt_code)""",
    "street": """select street_id, street_name, buurt_code, wijk_code, stadsdeel_code, gebied_code
        from street left join gebied_buurt using (buurt_code)""",
}


def _by_wijk(lines: Shapes, named: Mapping[str, tuple[str, list[str]]]) -> dict[str, dict[str, Any]]:
    of_wijk: dict[str, dict[str, Any]] = {}
    for street, line in lines.items():
        around = named.get(street, ("", []))[1]
        if len(around) > 1:  # a street outside every area has no place on the map
            of_wijk.setdefault(around[1], {})[street] = line
    return of_wijk


def _collection(shapes: Shapes, named: Mapping[str, tuple[str, list[str]]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": code,
                "name": named[code][0],
                "in": named[code][1],
                "at": _coordinates([_middle(shape)])[0],
            },
            "geometry": _geometry(shape),
        }
        for code, shape in sorted(shapes.items())
        if code in named
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _middle(shape: shapely.Geometry) -> tuple[float, float]:
    """Half way the longest line; of an area the centre of the widest circle in it, so that a name fits."""
    if shape.geom_type.endswith("LineString"):
        longest = max(shapely.get_parts(shape), key=shapely.length)
        point = shapely.line_interpolate_point(longest, 0.5, normalized=True)
    else:
        circle = shapely.maximum_inscribed_circle(shape, tolerance=_ON_THE_GROUND)
        point = shapely.get_point(circle, 0)
    return (point.x, point.y)


def _geometry(shape: shapely.Geometry) -> dict[str, Any]:
    if shape.geom_type == "LineString":
        return {"type": "LineString", "coordinates": _coordinates(shape.coords)}
    if shape.geom_type == "MultiLineString":
        lines = [_coordinates(line.coords) for line in shapely.get_parts(shape)]
        return {"type": "MultiLineString", "coordinates": lines}
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    rings = [
        [_coordinates(ring.coords) for ring in (polygon.exterior, *polygon.interiors)] for polygon in parts
    ]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _coordinates(points: Iterable[Iterable[float]]) -> list[list[float]]:
    return [[round(value, _ROUND) for value in point] for point in points]
