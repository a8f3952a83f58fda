"""`python -m benchmarks.with_pandas DATA`: what somebody would write first, with pandas and GeoPandas alone.

Reads every CSV as text, joins lists, labels, grants and residents to the register by id or by the address as
it is written (lower case, blanks out), finds each dwelling's buurt, keeps its first day per kind of event,
and counts per buurt. No dirt is judged, no spelling mended, no contradiction settled, nothing protected: far
less than a build does.
"""

import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

ID = "adresseerbaarobject_id"
DAY = r"\d{1,4}[-/]\d{1,2}[-/]\d{2,4}.*"


def main(data: Path) -> None:
    register = read(max(data.glob("municipal/adressen_*.csv")))
    register = register.assign(key=address(register)).drop_duplicates(ID)
    by_text = register.drop_duplicates("key")[["key", ID]]
    events, known = [], [register]
    for path in sorted(data.glob("[cm]*/**/*.csv")):
        kind = path.name.split("_")[0]
        if kind in ("adressen", "complexen"):
            continue
        rows = read(path)
        if ID not in rows:
            if (typed := address(rows)) is None:
                continue
            rows = rows.assign(key=typed).merge(by_text, on="key", how="left")
        days = [name for name in rows if rows[name].astype("str").str.fullmatch(DAY).any()]
        for name in days:
            on = pd.to_datetime(rows[name].str.slice(0, 10), dayfirst=True, errors="coerce")
            events.append(pd.DataFrame({ID: rows[ID], "kind": f"{kind} {name}", "on": on}).dropna())
        if not days:
            known.append(rows.drop_duplicates(ID))
    first = pd.concat(events).groupby([ID, "kind"])["on"].min().unstack()
    wide = with_buurt(data, register).merge(first, on=ID, how="left")
    for number, more in enumerate(known[1:]):
        wide = wide.merge(more, on=ID, how="left", suffixes=("", f"_{number}"))
    counted = wide.groupby("cbsCode")[list(first)].count()
    print(f"{len(wide)} dwellings, {int(counted.to_numpy().sum())} first days in {len(counted)} buurten")


def with_buurt(data: Path, register: pd.DataFrame) -> pd.DataFrame:
    points = gpd.points_from_xy(register["lon"].astype(float), register["lat"].astype(float))
    areas = gpd.read_file(next(data.glob("municipal/buurten*.geojson")))[["cbsCode", "geometry"]]
    lying = gpd.GeoDataFrame(register, geometry=points, crs=areas.crs)
    return pd.DataFrame(lying.sjoin(areas, how="left").drop(columns="geometry")).drop_duplicates(ID)


def address(rows: pd.DataFrame) -> pd.Series | None:
    """Street, number and addition of a row in one text, whatever columns they stand in."""
    street = next((name for name in rows if name.lower() in STREETS), None)
    if street is None:
        return None
    parts = [rows[street].fillna("")]
    for heading in ("huisnummer", "huisletter", "huisnummertoevoeging", "toevoeging"):
        parts += [rows[name].fillna("") for name in rows if name.lower() == heading]
    text = parts[0].str.cat(parts[1:], sep=" ") if len(parts) > 1 else parts[0]
    return text.str.lower().str.replace(r"[ -]", "", regex=True)


STREETS = ("adres", "straat", "straatnaam", "openbareruimtenaam", "pand_straat")


def read(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8", errors="replace") as file:
        delimiter = max(";,\t", key=file.readline().count)
    try:
        return pd.read_csv(path, sep=delimiter, dtype="str", encoding="utf-8", on_bad_lines="skip")
    except UnicodeDecodeError:
        return pd.read_csv(path, sep=delimiter, dtype="str", encoding="latin-1", on_bad_lines="skip")


main(Path(sys.argv[1]))
