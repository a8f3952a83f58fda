"""Buurten as delivered (GeoPackage, GeoJSON, a shapefile, CSV with outlines) and the names in areas.toml.

Layouts: Amsterdam's own (`naam`, `code`, `cbsCode`), CBS wijken en buurten in its editions (`buurtcode`,
`BU_CODE`, `statcode`), tables with municipalities, wijken and buurten one below the other. Codes since 2022:
BU + municipality (4) + letter of the stadsdeel + letter of the wijk + two digits; before that eight digits.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from energiekop.sources import archives, layout
from energiekop.sources.cells import BLANKS
from energiekop.sources.contract import fold
from energiekop.sources.deliveries import Delivered
from energiekop.sources.refusals import FileRefused, first_line, said
from energiekop.sources.toml import read_toml

if TYPE_CHECKING:
    import geopandas as gpd

_CODE = ("cbscode", "buurtcode", "bucode", "statcode", "gwbcode", "regiocode", "areacode", "code")
_NAME = ("buurtnaam", "bunaam", "naam", "statnaam", "regio", "areaname")
_WIJK_CODE, _WIJK_NAME = ("wijkcode", "wkcode"), ("wijknaam", "wknaam")
_WATER = ("water", "h2o")  # JA: water, NEE: land, B: abroad (CBS, toelichting Wijk- en Buurtkaart 2021)
# A shapefile cuts a name after ten letters.
_ENDED = ("eindgeldigheid", "eindgeldig")
_CITY_ID = ("identificatie", "identifica")  # the city's own id begins with the municipality's four digits
_OUTLINE = ("geometrie", "geometry", "geom", "wkt", "thegeom", "wktgeom")
_ABROAD = "0998"  # the municipality code of what lies outside the country
_WIJK = r"WK\d{4}[0-9A-Z]{2}"
_BUURT = r"BU\d{4}[0-9A-Z]{4}"
_AREAS_AT_A_TIME = 1_000
_READ_FIRST = (".gpkg", ".geojson", ".json", ".shp", ".csv")
READABLE = said("GeoPackage, GeoJSON or a shapefile with buurten")
_DEGREES, _METRES = (3.0, 50.0, 8.0, 54.0), (-7_000.0, 300_000.0, 289_000.0, 629_000.0)


@dataclass(frozen=True)
class Buurten:
    """The buurten of one file (buurt_code, buurt_name, wijk_code, geometry in WGS84), and how they stood.

    `wijken` are the names of wijken by their codes, where the file has them: CBS does, the city does not.
    """

    buurten: "gpd.GeoDataFrame"
    rows: int
    recognised: str
    remarks: Mapping[str, int]
    wijken: Mapping[str, str]


def read_buurten(file: Delivered) -> Buurten:
    """The buurten of a file, each once: its parts joined, what is no buurt left out; raises FileRefused."""
    with _candidates(file) as files:
        table, recognised = _first_with_buurten(files)
        wijken = {code: name for each in files for code, name in _layers_of_wijken(each)}
    return _buurten(file, table, recognised, wijken)


@contextmanager
def _candidates(file: Delivered) -> Iterator[list[Delivered]]:
    """The files to look in, the most promising first."""
    if file.path.suffix.lower() != ".zip":
        yield [file]
        return
    with archives.unzipped(file.path, file.name) as inside:
        readable = [path for path in inside if path.suffix.lower() in _READ_FIRST]
        if not readable:
            raise FileRefused(
                file.name,
                found=archives.inside(inside),
                expected=said("{table} in it", table=READABLE),
            )
        readable.sort(key=lambda path: _READ_FIRST.index(path.suffix.lower()))
        yield [replace(file, path=path, name=f"{file.name}, {path.name}") for path in readable]


def _first_with_buurten(files: list[Delivered]) -> tuple["gpd.GeoDataFrame", str]:
    """The first layer with a code and a name of buurten, with those columns, and what it is called."""
    seen: list[str] = []
    for file in files:
        if file.path.suffix.lower() == ".csv":
            return _of_text(file), "CSV with outlines"
        for layer, headings in _layers(file):
            code, name = _pick(headings, _CODE), _pick(headings, _NAME)
            if code is not None and name is not None and fold(code) not in ("wijkcode", "gemeentecode"):
                return _read_layer(file, layer, headings), _said(file, layer, code)
            seen += [heading for heading in headings if heading not in seen]
    raise FileRefused(
        files[0].name,
        found=said("the properties {names}", names=", ".join(seen[:12])),
        expected=said("cbsCode and naam, or buurtcode and buurtnaam"),
    )


def _said(file: Delivered, layer: str, code: str) -> str:
    by = "the city's own areas" if fold(code) in ("cbscode", "code") else "CBS wijken en buurten"
    how = {".gpkg": "GeoPackage", ".shp": "shapefile"}.get(file.path.suffix.lower(), "GeoJSON")
    return f"{by}, {how}, layer {layer}, codes in {code}"


def _layers(file: Delivered) -> list[tuple[str, list[str]]]:
    """The layers of a file of features and their properties, those named for buurten first."""
    import pyogrio

    if file.path.suffix.lower() == ".shp" and not _beside(file.path, ".dbf"):
        raise FileRefused(
            file.name,
            found=said("a shapefile without its .dbf"),
            expected=said("the .dbf beside it: without it no area has a code or a name"),
            do=said("Hand in all its files, best as one zip"),
        )
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(file.path)]
        names.sort(key=lambda name: "buurt" not in name.lower())
        fields = {name: pyogrio.read_info(file.path, layer=name)["fields"] for name in names}
        return [(name, [str(field) for field in fields[name]]) for name in names]
    except Exception as problem:  # GDAL raises what it likes; every failure means the same to the reader
        raise FileRefused(
            file.name,
            found=first_line(problem),
            expected=READABLE,
        ) from None


def _layers_of_wijken(file: Delivered) -> Iterator[tuple[str, str]]:
    """Code and name of each wijk that a layer of its own, or a column beside the buurten, names."""
    import pyogrio

    if file.path.suffix.lower() == ".csv":
        return
    for layer, headings in _layers(file):
        code, name = _pick(headings, _WIJK_CODE), _pick(headings, _WIJK_NAME)
        if code is not None and name is not None:
            table = pyogrio.read_dataframe(
                file.path, layer=layer, columns=[code, name], read_geometry=False
            )
            yield from _named(_words(table, code), _words(table, name))


def _named(codes: pd.Series, names: pd.Series) -> Iterator[tuple[str, str]]:
    for code, name in zip(codes.str.upper(), names, strict=True):
        if name and re.fullmatch(_WIJK, code):
            yield code, name


def _beside(path: Path, ending: str) -> bool:
    return any(other.suffix.lower() == ending for other in path.parent.glob(f"{path.stem}.*"))


def _read_layer(file: Delivered, layer: str, headings: list[str]) -> "gpd.GeoDataFrame":
    """A layer in WGS84, read in parts: the outlines of the whole country are a gigabyte at once."""
    import geopandas as gpd
    import pyogrio

    known = (*_CODE, *_NAME, *_WATER, *_ENDED, *_CITY_ID)
    # CBS has two hundred key figures beside each area; they are not read.
    wanted = [heading for heading in headings if fold(heading) in known]
    parts: list[gpd.GeoDataFrame] = []
    try:
        with pyogrio.open_arrow(
            file.path, layer=layer, columns=wanted, use_pyarrow=True, batch_size=_AREAS_AT_A_TIME
        ) as (meta, batches):
            shape = meta["geometry_name"] or "wkb_geometry"
            for batch in batches:
                outlines = shapely.from_wkb(batch.column(shape).to_numpy(zero_copy_only=False))
                table = batch.select(wanted).to_pandas()
                part = gpd.GeoDataFrame(table, geometry=outlines, crs=meta["crs"])
                parts.append(part.set_geometry(_in_degrees(file, part)))
    except FileRefused:
        raise
    except Exception as problem:  # as above
        raise FileRefused(
            file.name,
            found=first_line(problem),
            expected=READABLE,
        ) from None
    if not parts:
        raise FileRefused(
            file.name,
            found=said("a layer without areas"),
            expected=READABLE,
        )
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True))


def _of_text(file: Delivered) -> "gpd.GeoDataFrame":
    """A CSV with an outline as text, `SRID=28992;POLYGON...` or without the number."""
    import geopandas as gpd

    with layout.opened(file.path, layout.encoding(file.path)) as content:
        start = content.readline()
        delimiter = max(layout.DELIMITERS, key=start.count)
        content.seek(0)
        try:
            table = pd.read_csv(content, sep=delimiter, dtype=str, keep_default_na=False)
        except (pd.errors.ParserError, pd.errors.EmptyDataError):
            raise FileRefused(
                file.name,
                found=said("lines with more cells than there are headings, or none at all"),
                expected=said("a code, a name and an outline such as SRID=28992;POLYGON((...))"),
            ) from None
    outline, code, name = (_pick(list(table.columns), kind) for kind in (_OUTLINE, _CODE, _NAME))
    if outline is None or code is None or name is None:
        raise FileRefused(
            file.name,
            found=said("the headings {headings}", headings=", ".join(table.columns)),
            expected=said("a code, a name and an outline such as SRID=28992;POLYGON((...))"),
        )
    parts = table[outline].str.extract(r"^(?:SRID=(\d+);)?(.*)$", flags=re.IGNORECASE)
    shapes = shapely.from_wkt(parts[1].to_numpy(dtype=object), on_invalid="ignore")
    if shapely.is_missing(shapes).any():
        row = int(shapely.is_missing(shapes).argmax())
        raise FileRefused(
            file.name,
            place=said("row {row}, column {column}", row=row + 2, column=outline),
            found=f"“{table[outline][row][:60]}”",
            expected=said("an outline such as SRID=28992;POLYGON((...))"),
        )
    number = parts[0].dropna()
    crs = int(number.iloc[0]) if len(number) else None
    found = gpd.GeoDataFrame(table.drop(columns=outline), geometry=shapes, crs=crs)
    return found.set_geometry(_in_degrees(file, found))


def _pick(headings: list[str], wanted: tuple[str, ...]) -> str | None:
    by_word = {fold(heading): heading for heading in reversed(headings)}
    return next((by_word[word] for word in wanted if word in by_word), None)


def _buurten(
    file: Delivered, table: "gpd.GeoDataFrame", recognised: str, wijken: Mapping[str, str]
) -> Buurten:
    import geopandas as gpd

    headings = [str(heading) for heading in table.columns]
    codes = _codes(file, table, headings)
    other = codes.str.match(r"(GM|WK|NL|LD|PV|CR)")
    wrong = codes[~codes.str.fullmatch(_BUURT) & ~other]
    if len(wrong):
        raise FileRefused(
            file.name,
            place=said(
                "feature {number}, property {name}",
                number=int(wrong.index[0]) + 1, name=_pick(headings, _CODE),
            ),
            found=f"“{wrong.iloc[0]}”",
            expected=said("a buurt code such as BU0363AA01"),
        )
    water = _words(table, _pick(headings, _WATER)).str.upper()
    abroad = ~other & ((water == "B") | (codes.str.slice(2, 6) == _ABROAD))
    historic = ~other & ~abroad & _ended(table, _pick(headings, _ENDED), file.delivered_on)
    kept = ~(other | abroad | historic)
    on_land = set(codes[kept & (water != "JA")])
    afloat = kept & ~codes.isin(on_land)
    kept &= ~afloat
    if not kept.any():
        raise FileRefused(
            file.name,
            found=said("no buurt, only larger areas or water"),
            expected=READABLE,
        )
    bare = table.index[kept & table.geometry.isna()]
    if 0 < len(bare) < kept.sum():  # a list of names alone is welcome; one hole in a map is a mistake
        raise FileRefused(
            file.name,
            place=said("feature {number}, geometry", number=int(bare[0]) + 1),
            found=said("no outline of {code}", code=codes[bare[0]]),
            expected=said("a polygon, as the other buurten have"),
        )
    names = _words(table, _pick(headings, _NAME))
    found = gpd.GeoDataFrame(
        {"buurt_code": codes[kept], "buurt_name": names[kept].where(names[kept] != "", codes[kept])},
        geometry=table.geometry[kept],
    ).sort_values("buurt_code", kind="stable")
    buurten = found.drop_duplicates("buurt_code").reset_index(drop=True)
    if len(buurten) < len(found):
        # Land and water of one buurt are two rows; house boats lie on the second.
        joined = found.groupby("buurt_code").geometry.apply(lambda parts: shapely.union_all(parts.to_numpy()))
        buurten = buurten.set_geometry(joined.to_numpy(), crs=4326)
    buurten["wijk_code"] = "WK" + buurten["buurt_code"].str[2:8]
    remarks = {
        "other_areas": int(other.sum()), "abroad": int(abroad.sum()), "historic": int(historic.sum()),
        "water_only": int(codes[afloat].nunique()), "merged_parts": len(found) - len(buurten),
    }  # fmt: skip
    # Where all areas stand in one table, the wijken are among them.
    return Buurten(buurten, len(table), recognised, remarks, {**dict(_named(codes, names)), **wijken})


def _words(table: "gpd.GeoDataFrame", heading: str | None) -> pd.Series:
    """A column as text without padding; what stands for nothing is empty."""
    if heading is None:
        return pd.Series("", index=table.index, dtype="str")
    words = table[heading].astype("str").str.strip()
    unknown = words.str.lower().isin(BLANKS).to_numpy() | table[heading].isna().to_numpy()
    return pd.Series(words.mask(unknown, ""))


def _codes(file: Delivered, table: "gpd.GeoDataFrame", headings: list[str]) -> pd.Series:
    """Codes with their letters: of eight digits the letters are left out, or the first zero got lost."""
    heading = _pick(headings, _CODE)
    codes = _words(table, heading).str.upper().str.replace(r"\.0$", "", regex=True)
    short = codes.str.fullmatch(r"[A-Z]{2}\d{2}")  # the city's own AA01
    city = _words(table, _pick(headings, _CITY_ID)).str.slice(0, 4)
    codes = codes.mask(short & city.str.fullmatch(r"\d{4}"), "BU" + city + codes)
    bare = codes.str.fullmatch(r"\d{7,8}|\d{4}[A-Z]{2}\d{2}")
    return codes.mask(bare, "BU" + codes.str.zfill(8))


def _ended(table: "gpd.GeoDataFrame", heading: str | None, day: date) -> "pd.Series[bool]":
    if heading is None:
        return pd.Series(False, index=table.index)
    ends = pd.to_datetime(_words(table, heading).str.slice(0, 10), format="%Y-%m-%d", errors="coerce")
    return pd.Series((ends <= pd.Timestamp(day)).to_numpy(dtype=bool), index=table.index)


def _in_degrees(file: Delivered, table: "gpd.GeoDataFrame") -> "gpd.GeoSeries":
    """The outlines in WGS84. The numbers decide where the file says nothing, or cannot be right."""
    outlines = table.geometry
    if outlines.isna().all():
        return outlines.set_crs(4326, allow_override=True)
    box = tuple(outlines.total_bounds)
    swapped = (box[1], box[0], box[3], box[2])
    for measured, crs in ((_DEGREES, 4326), (_METRES, 28992)):
        if _within(swapped, measured):
            outlines, box = outlines.transform(lambda points: points[:, ::-1]), swapped
        if _within(box, measured):
            own = outlines.crs
            fits = own is not None and own.is_geographic == (crs == 4326)
            outlines = outlines if fits else outlines.set_crs(crs, allow_override=True)
            return _valid(outlines).to_crs(4326)
    if outlines.crs is None or outlines.crs.is_geographic:
        raise FileRefused(
            file.name,
            found=said(
                "outlines between {west}, {south} and {east}, {north}",
                west=f"{box[0]:g}", south=f"{box[1]:g}", east=f"{box[2]:g}", north=f"{box[3]:g}",
            ),
            expected=said("areas in the Netherlands, in RD New (EPSG:28992) or WGS84 (EPSG:4326)"),
        )
    return _valid(outlines).to_crs(4326)


def _valid(outlines: "gpd.GeoSeries") -> "gpd.GeoSeries":
    """A border that crosses itself is made anew; most do not."""
    wrong = ~outlines.is_valid & outlines.notna()
    return outlines.where(~wrong, outlines[wrong].make_valid()) if wrong.any() else outlines


def _within(box: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return bool(box[0] >= outer[0] and box[1] >= outer[1] and box[2] <= outer[2] and box[3] <= outer[3])


def read_names(data: Path) -> dict[str, Any]:
    """areas.toml: names of city, stadsdelen (with their wijken), wijken and gebieden (with their buurten)."""
    path = data / "municipal" / "areas.toml"
    return read_toml(path, said("names of areas")) if path.is_file() else {}


def name_frames(names: dict[str, Any], wijken_of_file: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """areas.toml as frames: wijk_name, stadsdeel_name, stadsdeel_wijk, gebied_name, gebied_member.

    A wijk without a name there has the one that the file of areas gives it.
    """
    named = {code: entry["name"] for code, entry in names.get("wijk", {}).items() if entry.get("name")}
    wijken = list((dict(wijken_of_file) | named).items())
    stadsdelen = names.get("stadsdeel", {})
    gebieden = names.get("gebied", {})
    return {
        "wijk_name": _frame(("wijk_code", "wijk_name"), wijken),
        "stadsdeel_name": _frame(
            ("stadsdeel_code", "stadsdeel_name"), [(c, e.get("name", c)) for c, e in stadsdelen.items()]
        ),
        "stadsdeel_wijk": _frame(
            ("stadsdeel_code", "wijk_code"),
            [(c, w) for c, e in stadsdelen.items() for w in e.get("wijken", [])],
        ),
        "gebied_name": _frame(
            ("gebied_code", "gebied_name"), [(c, e.get("name", c)) for c, e in gebieden.items()]
        ),
        "gebied_member": _frame(
            ("gebied_code", "buurt_code"), [(c, b) for c, e in gebieden.items() for b in e.get("buurten", [])]
        ),
    }


def _frame(columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=pd.Index(columns), dtype="str")
