"""Buurten as delivered (GeoJSON or GeoPackage) and the names in areas.toml.

Layouts: Amsterdam's own (`naam`, `code`, `cbsCode`), CBS wijken en buurten (`buurtcode` or `BU_CODE`).
Codes since 2022: BU + municipality (4) + letter of the stadsdeel + letter of the wijk + two digits.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from energiekop.sources.contract import fold
from energiekop.sources.deliveries import Delivered
from energiekop.sources.refusals import FileRefused
from energiekop.sources.toml import read_toml

if TYPE_CHECKING:
    import geopandas as gpd

_CODE = ("cbscode", "buurtcode", "bucode")
_NAME = ("naam", "buurtnaam", "bunaam")
BUURT_CODE_LENGTH = 10  # BU0363AA01; BU03630000 before 2022


def read_buurten(file: Delivered) -> "gpd.GeoDataFrame":
    """Buurten in WGS84: buurt_code, buurt_name, wijk_code, geometry; raises FileRefused."""
    import geopandas as gpd

    try:
        areas = gpd.read_file(file.path)
    except Exception as problem:  # GDAL raises what it likes; every failure means the same to the reader
        raise FileRefused(
            file.name, found=str(problem).splitlines()[0][:160], expected="GeoJSON or GeoPackage with buurten"
        ) from None
    headings = {fold(str(name)): str(name) for name in areas.columns}
    code = next((headings[name] for name in _CODE if name in headings), None)
    name = next((headings[name] for name in _NAME if name in headings), None)
    if code is None or name is None:
        raise FileRefused(
            file.name, found=f"the properties {', '.join(map(str, areas.columns))}",
            expected="cbsCode and naam, or buurtcode and buurtnaam",
        )  # fmt: skip
    if areas.crs is None:
        areas = areas.set_crs(4326)
    codes = areas[code].astype(str).str.strip()
    wrong = codes[~codes.str.fullmatch(r"BU\d{4}[0-9A-Z]{4}")]
    if len(wrong):
        raise FileRefused(
            file.name, place=f"feature {int(wrong.index[0]) + 1}, property {code}",
            found=f"“{wrong.iloc[0]}”", expected="a buurt code such as BU0363AA01",
        )  # fmt: skip
    buurten = gpd.GeoDataFrame(
        {"buurt_code": codes, "buurt_name": areas[name].astype(str).str.strip()},
        geometry=areas.geometry.make_valid(), crs=areas.crs,
    ).to_crs(4326)  # fmt: skip
    buurten["wijk_code"] = "WK" + buurten["buurt_code"].str[2:8]
    return buurten.sort_values("buurt_code").drop_duplicates("buurt_code").reset_index(drop=True)


def read_names(data: Path) -> dict[str, Any]:
    """areas.toml: names of city, stadsdelen (with their wijken), wijken and gebieden (with their buurten)."""
    path = data / "municipal" / "areas.toml"
    return read_toml(path, "names of areas") if path.is_file() else {}


def name_frames(names: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """areas.toml as frames: wijk_name, stadsdeel_name, stadsdeel_wijk, gebied_name, gebied_member."""
    wijken = [(code, entry.get("name")) for code, entry in names.get("wijk", {}).items()]
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
