"""Tables of features (GeoPackage, GeoJSON, Parquet) as rows of text, their points as coordinates.

DuckDB takes them in as they stream by (GDAL's for GeoPackage and GeoJSON, its own for Parquet); Python never
holds a row. Coordinate systems: RD New (metres) or one of degrees, as the file says.
"""

import duckdb

from energiekop.sources import layout
from energiekop.sources.contract import Kind
from energiekop.sources.deliveries import Delivered
from energiekop.sources.refusals import FileRefused, first_line, said

FEATURES = (".gpkg", ".geojson", ".json", ".parquet", ".geoparquet")
_FEATURES_AT_A_TIME = 16_384
# A layer is named for what it holds; its features do not repeat it.
_OBJECT_LAYERS = ("verblijfsobject", "ligplaats", "standplaats")
_OBJECT_TYPE = "typeadresseerbaarobject"
# The first corner stands for a shape: a berth or pitch is seldom over 30 metres long.
_CORNER = r"(-?[0-9.]+(?:e-?[0-9]+)?) (-?[0-9.]+(?:e-?[0-9]+)?)"
READABLE = said("a GeoPackage, GeoJSON or Parquet file with addresses")


def read_features(
    con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str
) -> tuple[layout.Header, int, str]:
    """Make `table` of the features; returns its header, its number of rows and what was recognised.

    Of a file with layers all those are taken that have every needed heading. Raises FileRefused.
    """
    if file.path.suffix.lower() in (".parquet", ".geoparquet"):
        return _parquet(con, file, kind, table)
    return _layers(con, file, kind, table)


def _parquet(
    con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str
) -> tuple[layout.Header, int, str]:
    con.execute("set variable feature_file = ?", [str(file.path)])
    source = "read_parquet(getvariable('feature_file'))"
    try:
        columns = _columns(con, source)
    except duckdb.Error as problem:
        raise FileRefused(
            file.name,
            found=first_line(problem),
            expected=READABLE,
        ) from None
    shapes = [name for name, of_type in columns if of_type.startswith("GEOMETRY")]
    crs = _crs_of_column(con, source, shapes[0]) if shapes else ""
    header = _header(kind, [name for name, _ in columns], _point_names(file, crs) if shapes else ())
    layout.require_columns(file.name, header)
    _take(con, source, header, shapes[0] if shapes else None, table, first=True)
    return header, _count(con, table), f"Parquet{_said(crs)}"


def _layers(
    con: duckdb.DuckDBPyConnection, file: Delivered, kind: Kind, table: str
) -> tuple[layout.Header, int, str]:
    import pyogrio

    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(file.path)]
        about = {name: pyogrio.read_info(file.path, layer=name) for name in layers}
    except Exception as problem:  # GDAL raises what it likes; every failure means the same to the reader
        raise FileRefused(
            file.name,
            found=first_line(problem),
            expected=READABLE,
        ) from None
    headers = {
        name: _header(kind, _fields(info, name), _point_names(file, info["crs"] or ""))
        for name, info in about.items()
    }
    fitting = [name for name in layers if not headers[name].lacking]
    if not fitting:
        fullest = max(layers, key=lambda name: len(headers[name].cells))
        layout.require_columns(f"{file.name}, layer {fullest}", headers[fullest])
    # The layers one below the other: a heading of any of them is a column of all.
    headings = list(dict.fromkeys(heading for name in fitting for heading in headers[name].headings))
    header = _header(kind, headings, ())
    for number, name in enumerate(fitting):
        with pyogrio.open_arrow(file.path, layer=name, use_pyarrow=True, batch_size=_FEATURES_AT_A_TIME) as (
            meta,
            batches,
        ):
            shape = meta["geometry_name"] or "wkb_geometry"
            con.register("features", batches)
            there = [column for column, _ in _columns(con, "features")]
            _take(con, "features", header, shape if shape in there else None, table, number == 0, name)
            con.unregister("features")
    crs = about[fitting[0]]["crs"] or ""
    ending = "GeoPackage" if file.path.suffix.lower() == ".gpkg" else "GeoJSON"
    return header, _count(con, table), f"{ending}, layer {' and '.join(fitting)}{_said(crs)}"


def _fields(info: dict[str, object], layer: str) -> list[str]:
    fields = [str(name) for name in info["fields"]]  # type: ignore[attr-defined]
    return [*fields, _OBJECT_TYPE] if layer in _OBJECT_LAYERS and _OBJECT_TYPE not in fields else fields


def _header(kind: Kind, headings: list[str], points: tuple[str, ...]) -> layout.Header:
    header = layout.find_header(kind, [[*headings, *points]])
    if header is None:
        needed = tuple(c.headings for c in kind.columns if c.required or c.heading_required)
        return layout.Header(0, tuple(headings), {}, needed, len(headings))
    return header


def _point_names(file: Delivered, crs: str) -> tuple[str, str]:
    """What the coordinates of a point are called: metres or degrees; raises FileRefused for other systems."""
    from pyproj import CRS

    if not crs:
        return "x", "y"  # metres or degrees, swapped or not: the register looks at the numbers
    system = CRS.from_user_input(crs)  # with heights too: their name begins with that of the flat one
    if system.is_geographic:
        return "lon", "lat"
    if "RD New" in system.name:
        return "x", "y"
    raise FileRefused(
        file.name,
        found=said("the coordinate system {name}", name=system.name),
        expected=said("RD New (EPSG:28992) or WGS84 (EPSG:4326)"),
    )


def _take(
    con: duckdb.DuckDBPyConnection,
    source: str,
    header: layout.Header,
    shape: str | None,
    table: str,
    first: bool,
    layer: str = "",
) -> None:
    there = {name.casefold(): name for name, _ in _columns(con, source)}
    cells = []
    for position in sorted(header.used):
        heading = header.headings[position]
        name = there.get(heading.casefold())
        if name is not None and name != shape:
            quoted = '"' + name.replace('"', '""') + '"'
            value = f"cast({quoted} as varchar)"
        elif shape is not None and heading in ("x", "lon", "y", "lat"):
            part = 1 if heading in ("x", "lon") else 2
            value = f"nullif(regexp_extract(wkt, '{_CORNER}', {part}), '')"
        elif heading == _OBJECT_TYPE and layer in _OBJECT_LAYERS:
            value = f"'{layer}'"
        else:
            value = "cast(null as varchar)"
        cells.append(f"{value} as c{position}")
    wkt = f'st_astext("{shape}")' if shape is not None else "null"
    before = "0" if first else f"(select count(*) from {table})"
    select = f"""select row_number() over () + {before} as row_no, {", ".join(cells)}
        from (select *, {wkt} as wkt from {source})"""
    con.execute(f"create or replace table {table} as {select}" if first else f"insert into {table} {select}")


def _columns(con: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in con.execute(f"describe from {source}").fetchall()]


def _crs_of_column(con: duckdb.DuckDBPyConnection, source: str, shape: str) -> str:
    found = con.execute(f'select st_crs("{shape}") from {source} limit 1').fetchall()
    return str(found[0][0] or "") if found else ""


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = con.execute(f"select count(*) from {table}").fetchall()
    return int(rows)


def _said(crs: str) -> str:
    if not crs:
        return ", no coordinate system named"
    from pyproj import CRS

    return f", {CRS.from_user_input(crs).name}"
