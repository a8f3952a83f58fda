"""The register: which dwellings there are, and in which buurt each lies.

Keys (design, section 2): the verblijfsobject (ligplaats, standplaats) id; a register without ids gets `x` +
15 hex digits of SHA-256 over woonplaats|straat|nummer|letter|toevoeging|postcode|n-th, free of row order.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from energiekop.sources import KINDS, Refused, remarks
from energiekop.sources.refusals import said
from energiekop.warehouse import settling
from energiekop.warehouse.models import build_model

if TYPE_CHECKING:
    import geopandas as gpd

_WITHIN_REACH = 0.001  # degrees, some 70 to 110 metres
_ADDRESS_MODELS = ("address", "main_address", "dwelling_use")


def build_register(con: duckdb.DuckDBPyConnection) -> None:
    """Make `address` and `main_address` of the staged addresses; raises Refused when there is none."""
    _place_addresses(con)
    settling.settle(con, KINDS["addresses"])
    for model in _ADDRESS_MODELS:
        build_model(con, model)
    if not con.execute("select 1 from main_address limit 1").fetchall():
        raise Refused(
            said(
                "municipal: found no address, expected a delivery adressen_<day>.csv. "
                "Put the address register in municipal/ and build again."
            )
        )


def _place_addresses(con: duckdb.DuckDBPyConnection) -> None:
    query = Path(__file__).with_name("placed_addresses.sql").read_text(encoding="utf-8")
    con.execute(f"create or replace table placed_addresses as\n{query}")
    remarks.note_each(
        con,
        """select file_id, point_remark as what, count(*) as number from placed_addresses
        where point_remark is not null group by file_id, point_remark""",
    )


def locate(con: duckdb.DuckDBPyConnection, buurten: "gpd.GeoDataFrame | None") -> None:
    """Make `dwelling_buurt` (dwelling_id, buurt_code, x, y, lon, lat) and `buurt_place`.

    A dwelling without a buurt of its own gets it by point in polygon; outside every polygon, or without any,
    the area of its 4-digit postcode stands in, and is called so.
    """
    points = con.execute(
        """select dwelling_id, x, y, lon, lat, upper(trim(buurt_code)) as buurt_code, postcode
        from main_address order by dwelling_id"""
    ).df()
    _fill_coordinates(points)
    codes = points["buurt_code"].to_numpy(dtype=object, copy=True)
    if buurten is None:
        codes[:] = None
    else:
        codes[~np.isin(codes.astype(str), buurten["buurt_code"].to_numpy(dtype=str))] = None
        missing = pd.isna(codes)
        codes[missing] = _by_polygon(points[missing], buurten)
    outside = pd.isna(codes)
    four = points["postcode"].fillna("").str.slice(0, 4)
    postcode_area = "PC" + four.where(four.str.fullmatch(r"\d{4}"), "onbekend")
    codes[outside] = postcode_area[outside]
    located = pa.table(
        {
            "dwelling_id": pa.array(points["dwelling_id"]), "buurt_code": pa.array(codes, pa.string()),
            **{name: pa.array(points[name], from_pandas=True) for name in ("x", "y", "lon", "lat")},
        }
    )  # fmt: skip
    _write(con, "dwelling_buurt", located)
    if buurten is not None and not outside.all():
        # A national file names 14 000 buurten; those of municipalities without a dwelling are left out.
        municipality = buurten["buurt_code"].str.slice(0, 6)
        buurten = buurten[municipality.isin({code[:6] for code in codes[~outside]})]
    _write_places(con, buurten, sorted(set(codes[outside])))


def _write(con: duckdb.DuckDBPyConnection, name: str, frame: pa.Table | pd.DataFrame) -> None:
    con.register("frame_to_write", frame)
    con.execute(f"create or replace table {name} as select * from frame_to_write")
    con.unregister("frame_to_write")


def write_names(con: duckdb.DuckDBPyConnection, frames: dict[str, pd.DataFrame]) -> None:
    """The names of areas.toml as tables."""
    for name, frame in frames.items():
        columns = ", ".join(f"cast({column} as varchar) as {column}" for column in frame.columns)
        con.register("frame_to_write", frame)
        con.execute(f"create or replace table {name} as select {columns} from frame_to_write")
        con.unregister("frame_to_write")


def _fill_coordinates(points: pd.DataFrame) -> None:
    """Fill RD from degrees and degrees from RD, in place."""
    from pyproj import Transformer

    no_metres = points["x"].isna() & points["lon"].notna()
    no_degrees = points["lon"].isna() & points["x"].notna()
    if no_metres.any():
        to_rd = Transformer.from_crs(4326, 28992, always_xy=True)
        at = points.loc[no_metres]
        points.loc[no_metres, "x"], points.loc[no_metres, "y"] = to_rd.transform(at["lon"], at["lat"])
    if no_degrees.any():
        to_degrees = Transformer.from_crs(28992, 4326, always_xy=True)
        at = points.loc[no_degrees]
        points.loc[no_degrees, "lon"], points.loc[no_degrees, "lat"] = to_degrees.transform(at["x"], at["y"])


def _by_polygon(points: pd.DataFrame, buurten: "gpd.GeoDataFrame") -> np.ndarray:
    """Per point the code of the buurt it lies in, None outside all of them."""
    codes = np.full(len(points), None, dtype=object)
    wanted = np.flatnonzero(points["lon"].notna().to_numpy())
    tree = shapely.STRtree(shapely.points(points["lon"].to_numpy()[wanted], points["lat"].to_numpy()[wanted]))
    polygons = buurten.geometry.to_numpy()
    shapely.prepare(polygons)
    polygon, point = tree.query(polygons, predicate="intersects")
    # On a shared border the smallest code wins: buurten are in the order of their codes, written backwards.
    names = buurten["buurt_code"].to_numpy()
    codes[wanted[point[::-1]]] = names[polygon[::-1]]
    # A houseboat lies just off the quay, a border runs along a façade: the nearest buurt within reach.
    off = wanted[pd.isna(codes[wanted])]
    strays = shapely.points(points["lon"].to_numpy()[off], points["lat"].to_numpy()[off])
    stray, nearest = shapely.STRtree(polygons).query_nearest(
        strays, max_distance=_WITHIN_REACH, all_matches=False
    )
    codes[off[stray]] = names[nearest]
    return codes


def _write_places(
    con: duckdb.DuckDBPyConnection, buurten: "gpd.GeoDataFrame | None", postcode_areas: list[str]
) -> None:
    rows: list[tuple[str, str, str, str]] = []
    if buurten is not None:
        rows += [
            (code, name, wijk, "register")
            for code, name, wijk in zip(
                buurten["buurt_code"], buurten["buurt_name"], buurten["wijk_code"], strict=True
            )
        ]
    rows += [(code, f"Postcodegebied {code[2:]}", f"{code[:4]}", "postcode") for code in postcode_areas]
    frame = pd.DataFrame(
        rows, columns=pd.Index(["buurt_code", "buurt_name", "wijk_code", "origin"]), dtype="str"
    )
    con.register("frame_to_write", frame)
    con.execute(
        """create or replace table buurt_place as
        select frame.*, coalesce(stadsdeel_wijk.stadsdeel_code,
            case when frame.origin = 'register' then substr(frame.buurt_code, 7, 1)
                 else substr(frame.wijk_code, 1, 3) end) as stadsdeel_code
        from frame_to_write as frame
        left join (
            select wijk_code, min(stadsdeel_code) as stadsdeel_code from stadsdeel_wijk group by wijk_code
        )
            as stadsdeel_wijk on stadsdeel_wijk.wijk_code = frame.wijk_code"""
    )
    con.unregister("frame_to_write")
